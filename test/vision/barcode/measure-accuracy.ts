/**
 * Measures how many barcodes of each format are read under each condition, and prints the table of
 * docs/plugins/barcode.md: `npm run build && node test/vision/barcode/measure-accuracy.ts [pictures of each] [conditions]`.
 * The pictures are seeded, so the shares are the same each time; the last column, the median of processor time, is not.
 */
import { availableParallelism } from 'node:os';
import { BarcodeProcess } from '../../support/barcodes/barcode-process.ts';
import { SAMPLE_FORMATS, type SampleFormat } from '../../support/barcodes/sample-content.ts';
import {
  SHOOTING_CONDITION_NAMES,
  type ShootingCondition,
} from '../../support/barcodes/shooting-conditions.ts';
import { takePicture } from '../../support/barcodes/take-picture.ts';

interface Tally {
  read: number;
  codes: number;
  wrong: number;
  readonly times: number[];
}

const perCell = Number(process.argv[2] ?? 20);
const conditions = SHOOTING_CONDITION_NAMES.filter(
  (name) => process.argv[3]?.split(',').includes(name) ?? true,
);

console.log(
  `| | ${SAMPLE_FORMATS.map((name) => name.replaceAll('_', ' ')).join(' | ')} | all | wrong | CPU ms |`,
);
console.log(`|---${'|---'.repeat(SAMPLE_FORMATS.length + 3)}|`);
for (const condition of conditions) {
  const tallies = await measureCondition(condition);
  const cells = tallies.map(({ read, codes }) => percent(read, codes));
  const read = tallies.reduce((sum, tally) => sum + tally.read, 0);
  const codes = tallies.reduce((sum, tally) => sum + tally.codes, 0);
  const wrong = tallies.reduce((sum, tally) => sum + tally.wrong, 0);
  const times = tallies.flatMap((tally) => tally.times).sort((a, b) => a - b);
  const median = Math.round(times[Math.floor(times.length / 2)] ?? 0);
  console.log(`| ${condition} | ${cells.join(' | ')} | ${percent(read, codes)} | ${wrong} | ${median} |`);
}

async function measureCondition(condition: ShootingCondition): Promise<readonly Tally[]> {
  const tallies = SAMPLE_FORMATS.map(() => ({ read: 0, codes: 0, wrong: 0, times: [] }));
  const waiting = SAMPLE_FORMATS.map((format, index) => ({ format, index }));
  const worker = async (): Promise<void> => {
    const plugin = new BarcodeProcess();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const tally = tallies[next.index];
      if (tally !== undefined) await measureCell(plugin, next.format, condition, tally);
    }
    plugin.close();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return tallies;
}

async function measureCell(
  plugin: BarcodeProcess,
  format: SampleFormat,
  condition: ShootingCondition,
  tally: Tally,
): Promise<void> {
  for (let seed = 1; seed <= perCell; seed++) {
    const picture = await takePicture(format, condition, 10_000 + seed);
    const { codes } = await plugin.readFile(picture.jpeg);
    tally.times.push(plugin.cpuMs);
    const isWanted = (text: string): boolean => picture.codes.some((code) => code.text === text);
    tally.codes += picture.codes.length;
    tally.read += picture.codes.filter((wanted) =>
      codes.some(({ text, format: name }) => text === wanted.text && name === wanted.format),
    ).length;
    tally.wrong += codes.filter(({ text }) => !isWanted(text)).length;
  }
}

function percent(part: number, whole: number): string {
  return String(Math.round((100 * part) / whole));
}
