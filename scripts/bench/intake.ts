import sharp from 'sharp';
import { table } from '../demo/table.ts';
import { repeat, timeOf } from './measure/repeat.ts';
import { median, quantile, ratioOf } from './measure/statistics.ts';
import { takeTurns } from './measure/take-turns.ts';
import { fresh } from './targets/bodies.ts';
import { openIntake } from './targets/intake.ts';
import { photographOf } from './targets/picture.ts';

/*
 * What the intake costs: reading the header of a JPEG of a megapixel and making sure, in a process of its own, that it
 * decodes. Beside it sharp decodes the same files in this process, in a plain loop. They take turns, so that whatever
 * else the machine does falls on all. Each file is new: one that is known to be sound is not decoded again.
 */

const SIDE = 1000;
const ROUNDS = 20;
const ROUND_MS = 400;

sharp.concurrency(1);
sharp.cache(false);
const intake = await openIntake();
try {
  const picture = await photographOf(SIDE);
  const next = fresh(picture);
  const turn = (take: (file: Uint8Array) => Promise<unknown>) => async () =>
    (await repeat([() => timeOf(() => take(next()))], { ms: ROUND_MS })).times;
  const turns = {
    intake: turn((file) => intake.take(file)),
    'sharp in a loop, shrunk to an eighth': turn((file) =>
      sharp(file)
        .resize(SIDE / 8, SIDE / 8)
        .raw()
        .toBuffer(),
    ),
    'sharp in a loop, every pixel': turn((file) => sharp(file).raw().toBuffer()),
  };
  const figures = Object.entries(await takeTurns(turns, ROUNDS));
  const ours = figures[0]?.[1].map(median) ?? [];
  const rows = figures.map(([name, rounds]) => [
    name,
    median(rounds.flat()).toFixed(2),
    quantile(rounds.flat(), 0.95).toFixed(2),
    `${ratioOf(ours, rounds.map(median)).median.toFixed(1)} x`,
  ]);
  process.stdout.write(
    `JPEG of ${SIDE} x ${SIDE} pixels, ${(picture.length / 1024).toFixed(0)} KB, one at a time; ms\n\n`,
  );
  process.stdout.write(`${table(['', 'p50', 'p95', 'intake takes'], rows)}\n`);
} finally {
  await intake.close();
}
