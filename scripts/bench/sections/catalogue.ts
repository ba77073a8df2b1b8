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
  edge: {
    title: 'The edge',
    about:
      'One Express route that answers a small JSON, on the server of Node and on the one that keeps the promises at the socket.',
    load: async () => (await import('./edge.ts')).edge,
  },
} as const satisfies Readonly<Record<string, Entry>>);

/** The name of a section. */
export type SectionName = keyof typeof SECTIONS;

/** The names of all sections. */
export const SECTION_NAMES = Object.keys(SECTIONS) as SectionName[]; // a frozen object's own keys
