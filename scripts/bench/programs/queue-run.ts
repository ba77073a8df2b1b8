import { openOurQueue } from '../queue/our-queue.ts';
import { openRawQueue } from '../queue/raw-queue.ts';
import { timeQueue, type QueueWork } from '../queue/time-queue.ts';

// Times one queue, ours or one on pg-boss alone, in a process that does nothing else: its figures, as JSON.
const [, , kind, work = '{}'] = process.argv;
const url = process.env['DATABASE_URL'] ?? '';
const queue = kind === 'raw' ? await openRawQueue(url) : await openOurQueue(process.env);
const figures = await timeQueue(queue, JSON.parse(work) as QueueWork); // runQueue wrote it
await queue.close();
process.stdout.write(JSON.stringify(figures), () => process.exit(0));
