import { Agent, request } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import type { BenchBody } from './bodies.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Sends a body and waits for the whole answer: the milliseconds it took. Throws unless it is a 200. */
export async function timeOf(url: string, { query, headers, next }: BenchBody): Promise<number> {
  const body = next();
  const start = performance.now();
  const sent = request(url + query, {
    method: 'POST',
    agent,
    headers: { ...headers, 'content-length': body.length },
  });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]; // as node:http documents it
  const said = await text(answer);
  const elapsed = performance.now() - start;
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${String(answer.statusCode)}: ${said}`);
  return elapsed;
}

/** Lets go of the connections that were kept. */
export function closeConnections(): void {
  agent.destroy();
}

/** The value that a part of the values is not above: 0.5 is the median. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
