import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../demo/table.ts';
import { writePowerCuts } from '../docs/power-cuts-files.ts';
import { cutPower, type CutResult } from './cut-power.ts';
import type { Recording } from './disk-record.ts';
import { Examiner } from './examiner.ts';
import { toMark } from './marks.ts';
import { findRecording, record } from './recording.ts';
import { SYNC_BEHAVIOURS } from './sync-behaviours.ts';

/*
 * Cuts the power of a simulated disk while the embedded store works, and looks at what is left:
 * `npm run power-cuts -- [--seed text] [--images count] [--control-images count] [--recording folder]`.
 * Linux with a C compiler. The same seed and the same recording give the same disks; a folder keeps the recording, and one
 * that has one is used again. Ends with 1 where anything acknowledged is lost, and where a disk that ignores syncs loses
 * nothing: then the simulation is blind. With WRITE_DOCS=yes the result goes into docs/.
 */

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: 'gatehouse' },
    recording: { type: 'string' },
    images: { type: 'string', default: '400' },
    'control-images': { type: 'string', default: '60' },
  },
});
const TOLD = 5;

/** The disk that obeys comes first. */
async function cutAll(recording: Recording, folder: string): Promise<readonly CutResult[]> {
  const examiner = new Examiner();
  const results: CutResult[] = [];
  try {
    for (const [index, behaviour] of SYNC_BEHAVIOURS.entries()) {
      const images = Number(values[index === 0 ? 'images' : 'control-images']);
      const plan = { images, seed: values.seed, folder, examiner };
      const result = await cutPower(recording, behaviour, plan);
      tell(result);
      results.push(result);
    }
    return results;
  } finally {
    examiner.dispose();
  }
}

function tell({ name, losses, images }: CutResult): void {
  process.stdout.write(`syncs ${name}: ${losses.length} of ${images} images lost something\n`);
  for (const { image, found } of losses.slice(0, TOLD)) {
    process.stdout.write(`  image ${image}: ${found.slice(0, TOLD).join('; ')}\n`);
  }
}

function countAcknowledged({ records }: Recording): number {
  return records.filter((entry) => entry.did === 'mark' && toMark(entry.text).told === 'acknowledged').length;
}

const kept = values.recording === undefined ? undefined : resolve(values.recording);
if (kept !== undefined) await mkdir(kept, { recursive: true });
const folder = kept ?? (await mkdtemp(join(tmpdir(), 'gatehouse-power-cuts-')));
try {
  const recording = (await findRecording(folder)) ?? (await record(folder, values.seed));
  const acknowledged = countAcknowledged(recording);
  process.stdout.write(
    `seed ${values.seed}: ${recording.records.length} records, ${acknowledged} acknowledgements\n`,
  );
  const results = await cutAll(recording, folder);
  const rows = results.map(({ name, images, lost }) => [name, String(images), String(lost)]);
  process.stdout.write(`\n${table(['syncs', 'images', 'lost'], rows)}\n`);
  if (process.env['WRITE_DOCS'] === 'yes') {
    const disks = results.map(({ name, images, lost }) => ({ syncs: name, cuts: images, lost }));
    writePowerCuts({ acknowledged, disks });
  }
  const [obeyed, ...ignored] = results;
  process.exitCode = obeyed?.lost === 0 && ignored.every(({ lost }) => lost > 0) ? 0 : 1;
} finally {
  if (kept === undefined) await rm(folder, { recursive: true, force: true });
}
