import { setTimeout as sleep } from 'node:timers/promises';
import { Chance } from './chance.ts';
import { Deeds } from './deeds.ts';
import { openStore } from './opened-store.ts';
import { Witness } from './witness.ts';

/*
 * A process that does with the store what a server does: `node workload.ts <DATA_DIR> <marks> <seed> <acknowledgements>`.
 * It kills itself after so many acknowledgements; with 0 of them it does all it has to do and closes the store.
 */

const [, , dataDir = '', marks = '', seed = '', most = '0'] = process.argv;
const LANES = 6;
const DEEDS_A_LANE = 60;
const LONGEST_WORK_MS = 4;

let left = Number(most);
const witness = new Witness(marks, () => {
  if (--left === 0) process.kill(process.pid, 'SIGKILL');
});
const opened = await openStore(dataDir);
const deeds = new Deeds(opened, witness);

async function lane(number: number): Promise<void> {
  const chance = new Chance(`${seed} lane ${number}`);
  for (let count = 0; count < DEEDS_A_LANE; count++) await deeds.any(chance);
}

async function countUnfinished(): Promise<number> {
  const { byStatus } = await opened.store.stats();
  return byStatus.PENDING + byStatus.RUNNING;
}

opened.queue.consume(async ({ job, runId }) => {
  const chance = new Chance(job.id);
  await sleep(chance.below(LONGEST_WORK_MS));
  await deeds.work(job.id, runId, chance);
}, LANES);

await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
for (let looks = 0; looks < 1000 && (await countUnfinished()) > 0; looks++) await sleep(10);
await opened.application.close();
