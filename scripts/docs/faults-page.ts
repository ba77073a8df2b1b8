/** The sections of docs/faults.md, in their order. */
export const FAULT_SECTIONS = Object.freeze({
  hangs: 'Never ends',
  thrown: 'Throws',
  outputs: 'Answers what is no answer',
  exhaustion: 'Takes all there is',
  endings: 'Ends its process',
  channel: 'Writes to the channel of its process',
  tampering: 'Tampers with its process',
  residue: 'Leaves something behind',
  reaches: 'Reaches for the machine',
  loading: 'Cannot be loaded',
} as const);

/** A kind of fault. */
export type FaultSection = keyof typeof FAULT_SECTIONS;

/** What a run of the catalogue saw of one fault. */
export interface FaultRow {
  /** Ends the sentence "A plugin that …". */
  readonly what: string;
  /** The codes of which the caller is told one, or that it gets its answer. */
  readonly gets: string;
  readonly when: string;
}

const INTRODUCTION = `# Faults

What plugins may do wrong, and what their callers get. Every row is a hostile plugin that is run over HTTP against a real
server by the tests in \`test/faults\`. Each time the caller gets one whole answer, the plugin's counts move by one, another
plugin's call at the same moment is answered as if nothing were, the next call to the same plugin is answered too, and no
process, descriptor, socket, file or memory is left.

\`at once\` is before the plugin's time limit; \`at its limit\` is when that has passed, which is 1 second for these plugins, and
250 ms later at the latest on a machine that is not overloaded. An \`answer\` is a 200: the fault is harmless to its caller,
and its process is replaced where something was left in it. What the codes mean stands in [errors.md](errors.md).

This page is written by \`npm run docs:faults\` from a run of the tests, and every other run is held to it.
`;

/** The text of docs/faults.md. */
export function faultsPage(rows: Readonly<Record<FaultSection, readonly FaultRow[]>>): string {
  const sections = Object.keys(FAULT_SECTIONS) as FaultSection[]; // a frozen object's own keys
  return [INTRODUCTION, ...sections.map((section) => table(section, rows[section]))].join('\n');
}

/** The rows of one section of a page. */
export function rowsOfPage(page: string, section: FaultSection): FaultRow[] {
  const [, text = ''] = page.split(`## ${FAULT_SECTIONS[section]}\n`);
  const [own = ''] = text.split('\n## ');
  const lines = own.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) => {
    const [, what = '', gets = '', when = ''] = line.split('|').map((cell) => cell.trim());
    return { what, gets: gets.replaceAll('`', ''), when };
  });
}

function table(section: FaultSection, rows: readonly FaultRow[]): string {
  const lines = rows.map(({ what, gets, when }) => `| ${what} | ${quoteCodes(gets)} | ${when} |`);
  const head = ['| A plugin that … | its caller gets | when |', '| --- | --- | --- |'];
  return [`## ${FAULT_SECTIONS[section]}\n`, ...head, ...lines, ''].join('\n');
}

function quoteCodes(gets: string): string {
  return gets.replaceAll(/[A-Z]+(_[A-Z]+)+/g, (code) => `\`${code}\``);
}
