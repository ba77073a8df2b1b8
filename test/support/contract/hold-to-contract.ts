import type { JsonObject } from '@gatehouse/contracts';
import type { Answer } from '../http.js';
import { ApiContract } from './api-contract.js';

/** Where the documents of the running servers are, by their origins. */
const documents = new Map<string, () => JsonObject>();
/** What was made of a document is good for as long as the document is. */
const contracts = new WeakMap<JsonObject, ApiContract>();

/** From now on every answer of a server is held against the document that it gives of itself. */
export function holdToContract(url: string, document: () => JsonObject): void {
  documents.set(new URL(url).origin, document);
}

/**
 * Expects an answer to be as the document of its server says. Of a server that is not held to one nothing is expected.
 *
 * @throws Error that lists what is not so
 */
export function expectContract(url: string, method: string, answer: Answer): void {
  const { origin, pathname } = new URL(url);
  const document = documents.get(origin)?.();
  if (document === undefined) return;
  const problems = contractOf(document).problemsOf({ method, path: pathname }, answer);
  if (problems.length === 0) return;
  const answered = `${method} ${pathname} was answered ${answer.status} ${answer.text.slice(0, 500)}`;
  throw new Error([`/openapi.json has it otherwise: ${answered}`, ...problems].join('\n- '));
}

/** The contract that a document is. */
export function contractOf(document: JsonObject): ApiContract {
  const known = contracts.get(document) ?? new ApiContract(document);
  contracts.set(document, known);
  return known;
}
