/** The last run of `npm run power-cuts`, as docs/power-cuts.json keeps it. */
export interface PowerCutsRun {
  /** How many acknowledgements the recorded processes got. */
  readonly acknowledged: number;
  readonly disks: readonly PowerCutsRow[];
}

/** How one kind of disk fared. */
export interface PowerCutsRow {
  /** Ends the sentence "A disk on which syncs are …". */
  readonly syncs: string;
  readonly cuts: number;
  /** After how many of the cuts something acknowledged was missing, or the store did not open. */
  readonly lost: number;
}

const HEADING = '## Power cuts\n';

const INTRODUCTION = `
What the embedded store has acknowledged, it has after a power cut. \`npm run power-cuts\` (Linux, with a C compiler) records
every write and every sync of processes that submit, run, cancel, repeat and erase jobs, are killed and start again. From
the records it builds disks as power cuts leave them: half right after something was acknowledged, half at any moment. What
a sync made sure of is there; of what came later there is nothing, everything, or a part, torn into pieces of 512 or 4096
bytes, and a file's name is only sure once its folder was synced. The real store is opened on each disk. Every acknowledged
state, result, image, erasure and answer to an idempotency key must be there, every waiting job must be delivered with its
image, and nothing may be there that nobody asked for.

The rows below the first are there to show that a loss would be seen: their disks ignore syncs and, but for the last, write by
themselves some time later.
`;

/** A page with the section about power cuts at its end, in place of the one it has. */
export function withPowerCuts(page: string, run: PowerCutsRun): string {
  const [rest = ''] = page.split(`\n${HEADING}`);
  return `${rest}\n${HEADING}${INTRODUCTION}\n${tableOf(run)}\n`;
}

/** The rows of the section of a page. */
export function powerCutsOfPage(page: string): readonly PowerCutsRow[] {
  const [, section = ''] = page.split(`\n${HEADING}`);
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) => {
    const [, syncs = '', cuts, lost] = line.split('|').map((cell) => cell.trim());
    return { syncs, cuts: Number(cuts), lost: Number(lost) };
  });
}

function tableOf({ acknowledged, disks }: PowerCutsRun): string {
  return [
    `The last run, which \`npm run docs:power-cuts\` wrote down, of ${acknowledged} acknowledgements:\n`,
    '| a disk on which syncs are … | power cuts | lost something |',
    '| --- | --- | --- |',
    ...disks.map(({ syncs, cuts, lost }) => `| ${syncs} | ${cuts} | ${lost} |`),
  ].join('\n');
}
