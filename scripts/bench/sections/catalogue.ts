import type { Section } from './section.ts';

/** What a section is about, and where its code is; that is loaded when it is run. */
interface Entry {
  readonly title: string;
  /** What is compared with what, in Markdown. */
  readonly about: string;
  readonly load: () => Promise<Section>;
}

/** The sections of the bench, in the order of the page. */
export const SECTIONS = Object.freeze({
  'governed-call': {
    title: 'A governed call of an empty plugin',
    about:
      'A plugin that answers `{}`, with a photograph of 100 KB (0.3 megapixels) that is a new file in each call, beside the ' +
      'same bodies posted to a Nest route on Express with its usual parsers, and to `node:http` alone. The intake is measured ' +
      'in the same turns: reading the header and making sure, in a process of its own, that the picture decodes.',
    load: async () => (await import('./governed-call.ts')).governedCall,
  },
  dispatch: {
    title: 'Handing an image to a plugin',
    about:
      'The hardened processes of an empty plugin, without the gate before them, beside what hands bytes to workers without ' +
      'hardening: piscina (threads), which copies them or is given them, and `child_process.fork` with advanced serialization. ' +
      'A worker for each core; none looks at the bytes.',
    load: async () => (await import('./dispatch.ts')).dispatch,
  },
  async: {
    title: 'Durable jobs',
    about:
      'The embedded store, and a PostgreSQL on the same machine that flushes. The queues alone: ours, and one on pg-boss with a row ' +
      'for the job and one for its image in the transaction of the entry, each in a process of its own. Submissions over HTTP, ' +
      'beside a Nest route that keeps nothing. Jobs through whole servers, beside synchronous calls.',
    load: async () => (await import('./async.ts')).async,
  },
  plugins: {
    title: 'The plugins that ship',
    about:
      'Each with a picture that it is made for, through the server, beside a plain loop: one process that decodes with sharp and ' +
      'calls the same plugin, with nothing between them. The client shares the cores with both.',
    load: async () => (await import('./plugins.ts')).plugins,
  },
  start: {
    title: 'Start',
    about:
      'The built server with the plugins that ship, beside the Nest route: from the start of the process until it is ready.',
    load: async () => (await import('./start.ts')).start,
  },
  memory: {
    title: 'Memory',
    about:
      'The server process, and the processes it starts for plugins and for decoding, beside the Nest route. Proportional memory ' +
      'divides among processes what they share.',
    load: async () => (await import('./memory.ts')).memory,
  },
  'stored-jobs': {
    title: 'Stored jobs',
    about:
      'The same requests to servers that have a thousand to a million jobs in their SQLite store, all up at once.',
    load: async () => (await import('./stored-jobs.ts')).storedJobs,
  },
  'image-size': {
    title: 'Size of the image',
    about:
      'A governed call of an empty plugin with photographs of 1 KB to 10 MB (3 pixels a byte), beside the Nest route and the ' +
      'intake alone.',
    load: async () => (await import('./image-size.ts')).imageSize,
  },
  'plugin-count': {
    title: 'Number of plugins',
    about:
      'A governed call of one empty plugin on servers that have 1, 10 and 100 such plugins, all up at once; and of each in turn.',
    load: async () => (await import('./plugin-count.ts')).pluginCount,
  },
  edge: {
    title: 'The edge',
    about:
      'One Express route that answers a small JSON, on the server of Node and on the one that keeps the promises at the socket.',
    load: async () => (await import('./edge.ts')).edge,
  },
  traces: {
    title: 'Traces',
    about:
      'A governed call on a server that sends a trace of each to a collector, beside one that has none, where nothing of what ' +
      'sends is loaded.',
    load: async () => (await import('./traces.ts')).traces,
  },
} as const satisfies Readonly<Record<string, Entry>>);

/** The name of a section. */
export type SectionName = keyof typeof SECTIONS;

/** The names of all sections. */
export const SECTION_NAMES = Object.keys(SECTIONS) as SectionName[]; // a frozen object's own keys
