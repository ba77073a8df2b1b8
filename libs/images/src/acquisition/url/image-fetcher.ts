import type { Socket } from 'node:net';
import { FetchClock } from './fetch-clock.js';
import { atImageUrl, fetchRefused, fromFetchFailure, urlInvalid } from './fetch-errors.js';
import { FetchPlaces } from './fetch-places.js';
import type { FetchPolicy } from './fetch-policy.js';
import { judgeTarget, type FetchTarget } from './fetch-target.js';
import { judgeResponse } from './judge-response.js';
import { openConnection } from './open-connection.js';
import { parseImageUrl } from './parse-image-url.js';
import { receiveBytes } from './receive-bytes.js';
import { requestImage } from './request-image.js';
import { resolveHost } from './resolve-host.js';

/** What accompanies the fetching of an image. */
export interface FetchControl {
  /** Aborting it ends the fetch. */
  readonly signal?: AbortSignal | undefined;
  /** Called before bytes are kept: takes room for so many more, or throws what the caller is to be told. */
  readonly holdBytes?: ((bytes: number) => void) | undefined;
}

type Visit =
  { readonly kind: 'redirect'; readonly to: URL } | { readonly kind: 'image'; readonly bytes: Uint8Array };

const MAX_REDIRECTS = 3;

/**
 * Fetches images by URL.
 *
 * INVARIANT: every request, the first as well as each that a redirect asks for, goes through all of `visit`: its URL
 * is judged, its host is looked up once, every address found is judged, the connection is made to one of those, and is
 * seen to have been. No other way leads out of here.
 */
export class ImageFetcher {
  private readonly places = new FetchPlaces();

  constructor(private readonly policy: FetchPolicy) {}

  /**
   * The bytes at a URL; they may be anything.
   *
   * @throws GatehouseError IMAGE_URL_DISABLED, IMAGE_URL_INVALID, IMAGE_URL_REFUSED, IMAGE_URL_ANSWER_REFUSED,
   *   IMAGE_URL_UNREACHABLE, IMAGE_URL_TIMED_OUT, IMAGE_TOO_LARGE, QUEUE_FULL, EXECUTION_CANCELLED, and whatever
   *   `holdBytes` throws
   */
  async fetch(text: string, { signal, holdBytes = () => undefined }: FetchControl = {}): Promise<Uint8Array> {
    if (!this.policy.isOn) throw atImageUrl('IMAGE_URL_DISABLED', {}, 'is off on this server');
    const { url, problem } = parseImageUrl(text);
    if (url === null) throw urlInvalid(problem);
    const clock = new FetchClock(signal);
    try {
      return await this.follow(url, clock, holdBytes);
    } catch (thrown) {
      throw fromFetchFailure(thrown);
    } finally {
      clock.stop();
    }
  }

  private async follow(
    first: URL,
    clock: FetchClock,
    holdBytes: (bytes: number) => void,
  ): Promise<Uint8Array> {
    let url = first;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const visit = await this.visit(judgeTarget(url, this.policy), clock, holdBytes);
      if (visit.kind === 'image') return visit.bytes;
      url = visit.to;
    }
    throw fetchRefused(`it redirects more than ${MAX_REDIRECTS} times`);
  }

  private async visit(
    target: FetchTarget,
    clock: FetchClock,
    holdBytes: (bytes: number) => void,
  ): Promise<Visit> {
    const giveBack = this.places.take(target.host);
    let socket: Socket | null = null;
    try {
      const addresses = await clock.during('resolving', resolveHost(target, this.policy, clock.signal));
      socket = await clock.during('connecting', openConnection(target, addresses, clock.signal));
      const response = await clock.during('answering', requestImage(target, socket));
      const { maxBytes } = this.policy;
      const judged = judgeResponse(response, target.url, maxBytes);
      if (judged.kind === 'redirect') return judged;
      const bytes = await receiveBytes(response, clock, { length: judged.length, maxBytes, holdBytes });
      return { kind: 'image', bytes };
    } finally {
      socket?.destroy();
      giveBack();
    }
  }
}
