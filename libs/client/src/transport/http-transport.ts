import type { ClientOptions, RetryPolicy } from '../client-options.js';
import { GatehouseClientError } from '../errors/client-error.js';
import { GatehouseConnectionError } from '../errors/connection-error.js';
import { toCamel } from '../wire/to-camel.js';
import { isRepeatable, urlOf, type Call } from './call.js';
import { Deadline } from './deadline.js';
import { decideRetry, ORDINARY_POLICY } from './decide-retry.js';
import { readAnswer, strangeAnswer } from './read-answer.js';
import { readBaseUrl } from './read-base-url.js';
import type { AnswerOf, Method, PathOf } from './routes.js';
import { sleep } from './sleep.js';

const ORDINARY_TIMEOUT_MS = 150_000;

/** Sends calls, and sends again what may be. */
export class HttpTransport {
  /** The bounds of trying again. */
  readonly policy: RetryPolicy;
  private readonly baseUrl: string;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly fetch: typeof fetch;
  private readonly timeoutMs: number;
  private readonly onRetry: ClientOptions['onRetry'];

  constructor(options: ClientOptions) {
    const { baseUrl, apiKey, retry = {}, timeoutMs = ORDINARY_TIMEOUT_MS, onRetry } = options;
    this.baseUrl = readBaseUrl(baseUrl);
    this.headers = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
    new Headers(this.headers); // throws here, and not at the first call, where the key cannot be sent
    // the global one is looked up late, and browsers want it called on nothing
    this.fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.policy = { ...ORDINARY_POLICY, ...(retry === false ? { attempts: 1 } : retry) };
    this.timeoutMs = timeoutMs;
    this.onRetry = onRetry;
  }

  /** Asks a path of the document, and gives what it answers. */
  async ask<Verb extends Method, Path extends PathOf<Verb> & string>(
    method: Verb,
    path: Path,
    rest: Omit<Call, 'method' | 'path'> = {},
  ): Promise<AnswerOf<Verb, Path>> {
    return toCamel(await this.send({ ...rest, method, path })) as AnswerOf<Verb, Path>; // as the document says
  }

  /**
   * Sends a call until it is answered, or trying again is of no use.
   *
   * @throws GatehouseClientError the last failure; the reason of the signal once it is aborted
   */
  async send(call: Call): Promise<unknown> {
    const startedAt = performance.now();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(call);
      } catch (thrown) {
        if (!(thrown instanceof GatehouseClientError)) throw thrown;
        await this.backOff(call, thrown, attempt, performance.now() - startedAt);
      }
    }
  }

  /**
   * Waits before the next attempt.
   *
   * @throws the error itself where there is no next attempt
   */
  async backOff(call: Call, error: GatehouseClientError, attempt: number, elapsedMs: number): Promise<void> {
    const failed = { error, attempt, elapsedMs, isRepeatable: isRepeatable(call) };
    const waitMs = decideRetry(failed, this.policy, Math.random());
    if (waitMs === null) throw error;
    const notice = { attempt, waitMs, error };
    this.onRetry?.(notice);
    call.onRetry?.(notice);
    await sleep(waitMs, call.signal);
  }

  /**
   * Sends a call once, for an answer that goes on for long: gives its pieces as they come.
   *
   * @param idleMs the longest that nothing may come, in milliseconds
   * @throws GatehouseClientError also where the answer is whole at once: it is no stream
   */
  async *stream(call: Call, idleMs: number): AsyncGenerator<string, void, undefined> {
    const deadline = new Deadline(idleMs, call.signal);
    try {
      const response = await this.begin(call, deadline);
      if (!isEventStream(response)) throw notAStream(response, await response.text());
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        deadline.renew();
        const piece = await reader?.read();
        deadline.pause(); // whoever listens may take the time they like
        if (piece?.value === undefined) return;
        yield piece.value;
      }
    } catch (thrown) {
      throw this.failureOf(thrown, call, deadline);
    } finally {
      deadline.end();
    }
  }

  private async attempt(call: Call): Promise<unknown> {
    const deadline = new Deadline(this.timeoutMs, call.signal);
    try {
      const response = await this.begin(call, deadline);
      return readAnswer(response, await response.text());
    } catch (thrown) {
      throw this.failureOf(thrown, call, deadline);
    } finally {
      deadline.end();
    }
  }

  private begin(call: Call, { signal }: Deadline): Promise<Response> {
    call.signal?.throwIfAborted();
    return this.fetch(urlOf(this.baseUrl, call), this.init(call, signal));
  }

  private init({ method, body, headers }: Call, signal: AbortSignal): RequestInit {
    const isJson = body !== undefined && !(body instanceof FormData);
    return {
      method: method.toUpperCase(),
      headers: { ...this.headers, ...headers, ...(isJson ? { 'content-type': 'application/json' } : {}) },
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
      signal,
      redirect: 'manual', // a POST that is led elsewhere would arrive there as a GET
      credentials: 'omit',
      cache: 'no-store',
    };
  }

  /** What a caller is told of whatever broke a call off. */
  private failureOf(thrown: unknown, call: Call, { isExpired, limitMs }: Deadline): unknown {
    if (thrown instanceof GatehouseClientError) return thrown;
    if (call.signal?.aborted === true) return call.signal.reason;
    const message = isExpired
      ? `Nothing came from ${this.baseUrl} for ${limitMs} ms.`
      : `The connection to ${this.baseUrl} failed: ${reasonOf(thrown)}.`;
    return new GatehouseConnectionError(message, isExpired, { cause: thrown });
  }
}

function isEventStream({ status, headers }: Response): boolean {
  return status === 200 && /^text\/event-stream\b/i.test(headers.get('content-type') ?? '');
}

function notAStream(response: Response, text: string): unknown {
  readAnswer(response, text); // throws where it is an envelope
  return strangeAnswer(response, text);
}

/** Node says the reason in the cause, browsers say none. */
function reasonOf(thrown: unknown): string {
  const { message = 'unknown', cause } = thrown as { message?: string; cause?: unknown }; // what fetch throws is an error
  const deeper =
    typeof cause === 'object' && cause !== null && 'code' in cause ? `, ${String(cause.code)}` : '';
  return `${message}${deeper}`;
}
