import { quantile } from './measure/statistics.ts';
import { openOurQueue } from './queue/our-queue.ts';
import { timeQueue } from './queue/time-queue.ts';

/*
 * What submissions to the shared queue cost, and how many jobs go through it:
 * `DATABASE_URL=postgres://… npm run bench:queue [jobs] [image bytes]`. The jobs themselves do nothing.
 */

const [, , jobs = '500', imageBytes = '100000'] = process.argv;
const IN_FLIGHT = 16;

const queue = await openOurQueue(process.env);
const figures = await timeQueue(queue, {
  alone: 50,
  together: Number(jobs),
  atOnce: IN_FLIGHT,
  imageBytes: Number(imageBytes),
});
const halves = (times: readonly number[]): string =>
  `p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`;

process.stdout.write(
  `submit, one at a time: ${halves(figures.submitAlone)}\n` +
    `submit, ${IN_FLIGHT} at a time: ${halves(figures.submitTogether)}, ${figures.submitsPerSecond.toFixed(0)} a second\n` +
    `deliver and finish, ${IN_FLIGHT} at a time: ${figures.endsPerSecond.toFixed(0)} a second\n` +
    `from acknowledged to at work, one at a time: ${halves(figures.pickUp)}\n`,
);
await queue.close();
process.exit(0);
