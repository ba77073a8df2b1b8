import { GatehouseError } from '@gatehouse/errors';

const RETRY_AFTER_MS = 1000;
const MOST_AT_ONCE = 64;
const MOST_OF_ONE_HOST = 16;

/** Bounds how many images are fetched at once, and how many of them from one host, which may be slow or not willing. */
export class FetchPlaces {
  private readonly held = new Map<string, number>();
  private all = 0;

  /**
   * Takes a place.
   *
   * @returns what gives it back, to be called once
   * @throws GatehouseError QUEUE_FULL at once where there is none
   */
  take(host: string): () => void {
    const ofHost = this.held.get(host) ?? 0;
    if (this.all >= MOST_AT_ONCE) throw full('images by URL', this.all);
    if (ofHost >= MOST_OF_ONE_HOST) throw full('images of that host', ofHost);
    this.all++;
    this.held.set(host, ofHost + 1);
    return () => {
      this.giveBack(host);
    };
  }

  private giveBack(host: string): void {
    this.all--;
    const left = (this.held.get(host) ?? 0) - 1;
    if (left > 0) this.held.set(host, left);
    else this.held.delete(host);
  }
}

function full(what: string, held: number): GatehouseError {
  return new GatehouseError(
    'QUEUE_FULL',
    { what, limit: `${held} are being fetched`, retry_after_ms: RETRY_AFTER_MS },
    { retryAfterMs: RETRY_AFTER_MS },
  );
}
