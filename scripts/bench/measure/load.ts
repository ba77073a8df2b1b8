import { repeat, type TurnFigures, type TurnLimit } from './repeat.ts';
import { WireLane } from './wire-lane.ts';
import { wireBytes, type WireRequest } from './wire-request.ts';

/** What a server is asked, and by how many at once. */
export interface Load {
  /** Where it listens: `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly concurrency: number;
  /** The request of the next call. */
  readonly next: () => WireRequest;
  /** Told the body of every answer. */
  readonly onAnswer?: (body: Buffer) => void;
}

/**
 * Calls a server over connections of its own, each of which makes one call after another.
 *
 * @throws Error where an answer is not a 200
 */
export async function applyLoad(
  { url, concurrency, next, onAnswer }: Load,
  limit: TurnLimit,
): Promise<TurnFigures> {
  const { host } = new URL(url);
  const lanes = await Promise.all(Array.from({ length: concurrency }, () => WireLane.open(url)));
  const call = async (lane: WireLane): Promise<number> => {
    const request = wireBytes(host, next());
    const before = performance.now();
    const { status, body } = await lane.call(request);
    const took = performance.now() - before;
    if (status !== 200) throw new Error(`${url} answered ${status}: ${body.toString()}`);
    onAnswer?.(body);
    return took;
  };
  try {
    return await repeat(
      lanes.map((lane) => () => call(lane)),
      limit,
    );
  } finally {
    for (const lane of lanes) lane.close();
  }
}
