import { AppConfig, readConfig } from '@gatehouse/config';
import { checkIntake, ImageDecoder, intakeLimits } from '@gatehouse/images';
import sharp from 'sharp';
import { fresh } from './bodies.ts';
import { table } from '../demo/table.ts';
import { quantile } from './measure.ts';
import { photographOf } from './picture.ts';

/*
 * What the intake costs: reading the header of a JPEG of a megapixel and making sure, in a process of its own, that it
 * decodes. Beside it sharp decodes the same files in this process, in a plain loop. Both take turns, so that whatever
 * else the machine does falls on both. Each file is new: one that is known to be sound is not decoded again.
 */

const SIDE = 1000;
const WARM_UP = 50;
const ROUNDS = 20;
const CALLS_A_ROUND = 25;

const config = AppConfig.of(readConfig({ DECODER_PROCESSES: '1' }));
const limits = intakeLimits(config);
const decoder = new ImageDecoder(config);

interface Contender {
  readonly name: string;
  readonly take: (file: Uint8Array) => Promise<unknown>;
  readonly times: number[];
}

/** The milliseconds that one file takes. */
async function timeOf({ take }: Contender, file: Uint8Array): Promise<number> {
  const start = performance.now();
  await take(file);
  return performance.now() - start;
}

async function compare(contenders: readonly Contender[], next: () => Uint8Array): Promise<void> {
  for (const contender of contenders) {
    for (let call = 0; call < WARM_UP; call++) await timeOf(contender, next());
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const contender of contenders) {
      for (let call = 0; call < CALLS_A_ROUND; call++) contender.times.push(await timeOf(contender, next()));
    }
  }
}

const intake: Contender = {
  name: 'intake',
  take: (file) =>
    decoder.decode(file, checkIntake(file, 'image/jpeg', limits), { format: 'encoded', maxSide: null }),
  times: [],
};
const shrunk: Contender = {
  name: 'sharp in a loop, shrunk to an eighth',
  take: (file) =>
    sharp(file)
      .resize(SIDE / 8, SIDE / 8)
      .raw()
      .toBuffer(),
  times: [],
};
const whole: Contender = {
  name: 'sharp in a loop, every pixel',
  take: (file) => sharp(file).raw().toBuffer(),
  times: [],
};

await decoder.onApplicationBootstrap();
try {
  sharp.concurrency(1);
  sharp.cache(false);
  const picture = await photographOf(SIDE);
  const contenders = [intake, shrunk, whole];
  await compare(contenders, fresh(picture));
  const median = quantile(intake.times, 0.5);
  const rows = contenders.map(({ name, times }) => [
    name,
    quantile(times, 0.5).toFixed(2),
    quantile(times, 0.95).toFixed(2),
    `${(median / quantile(times, 0.5)).toFixed(1)} x`,
  ]);
  process.stdout.write(
    `JPEG of ${SIDE} x ${SIDE} pixels, ${(picture.length / 1024).toFixed(0)} KB, ${ROUNDS * CALLS_A_ROUND} files each, one at a time; ms\n\n`,
  );
  process.stdout.write(`${table(['', 'p50', 'p95', 'intake takes'], rows)}\n`);
} finally {
  await decoder.onApplicationShutdown();
}
