import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expectContract } from './contract/hold-to-contract.js';

/** An answer whose body was read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where it is not. */
  readonly json: unknown;
}

/**
 * Sends a request and reads the whole answer.
 *
 * @throws Error where the answer is not as the server's own /openapi.json has it
 */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const answer = { status: response.status, headers: response.headers, text, json: parse(text) };
  expectContract(url, init.method ?? 'GET', answer);
  return answer;
}

/** Posts a JSON body. */
export function postJson(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** A fresh request id. */
export function newRequestId(): string {
  return `test-${randomUUID()}`;
}

/** The bytes of a picture of docs/samples. */
export function sample(name: string): Buffer<ArrayBuffer> {
  return readFileSync(new URL(`../../docs/samples/${name}`, import.meta.url));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
