import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Chance } from './chance.ts';
import type { Recording } from './disk-record.ts';
import { Disk } from './disk.ts';
import { imageOf, oldestAtStake } from './disk-image.ts';
import type { Examiner } from './examiner.ts';
import { findLosses } from './find-losses.ts';
import { History } from './history.ts';
import { toMark } from './marks.ts';
import { randomPowerCut } from './power-cut.ts';
import { DATA_DIR } from './recording.ts';
import type { SyncBehaviour } from './sync-behaviours.ts';
import { writeImage } from './write-image.ts';

/** A disk that ignores syncs writes by itself what is older than this many records. */
const WRITE_BACK_AFTER = 1000;

/** How often the power is cut, and with what. */
export interface CutPlan {
  readonly images: number;
  readonly seed: string;
  /** Where disks are put to be looked at. */
  readonly folder: string;
  readonly examiner: Examiner;
}

/** What came of it. */
export interface CutResult {
  readonly name: string;
  readonly images: number;
  /** Of how many images something was lost. */
  readonly lost: number;
  /** For each of them where the power went, and what was lost. */
  readonly losses: readonly { readonly image: string; readonly found: readonly string[] }[];
}

/** Cuts the power at many moments of a recording, and has each disk that is left looked at. */
export async function cutPower(
  { root, records }: Recording,
  { name, obeys, writesBack }: SyncBehaviour,
  { images, seed, folder, examiner }: CutPlan,
): Promise<CutResult> {
  const chance = new Chance(`${seed} ${name}`);
  const moments = momentsOf(records, images, chance);
  const [disk, history] = [new Disk(root, obeys), new History()];
  const losses: CutResult['losses'][number][] = [];
  for (const [index, moment] of moments.entries()) {
    for (const record of records.slice(disk.age, moment)) {
      disk.apply(record);
      if (record.did === 'mark') history.add(toMark(record.text));
    }
    if (writesBack) disk.settle(moment - WRITE_BACK_AFTER);
    const cut = randomPowerCut(chance, Math.min(oldestAtStake(disk.root), moment), moment);
    const place = join(folder, 'image');
    rmSync(place, { recursive: true, force: true }); // of an earlier run that was interrupted
    writeImage(place, imageOf(disk.root, cut));
    const keys = [...history.keys.values()].map(({ request }) => request);
    const found = findLosses(history, await examiner.examine({ dataDir: join(place, DATA_DIR), keys }));
    if (found.length > 0) losses.push({ image: `${index}, after ${moment} records`, found });
    rmSync(place, { recursive: true });
  }
  return { name, images: moments.length, lost: losses.length, losses };
}

/** Half of them right after something was acknowledged, half anywhere; in the order of the recording. */
function momentsOf(records: Recording['records'], count: number, chance: Chance): readonly number[] {
  const acknowledged = records.flatMap((record, index) =>
    record.did === 'mark' && toMark(record.text).told === 'acknowledged' ? [index + 1] : [],
  );
  const moments = Array.from({ length: count }, (_, index) =>
    index % 2 === 0 ? acknowledged[chance.below(acknowledged.length)] : chance.below(records.length + 1),
  );
  return moments.map((moment) => moment ?? records.length).sort((a, b) => a - b);
}
