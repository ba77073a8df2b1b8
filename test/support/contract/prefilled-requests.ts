import type { JsonObject, JsonValue } from '@gatehouse/contracts';
import { sample } from '../http.js';
import { follow, nodeAt, peek, textFrom, type Operation } from './document-nodes.js';

/** A request as Swagger UI sends it when nothing is changed of what it fills in. */
export interface PrefilledRequest {
  /** Which example it is of. */
  readonly name: string;
  /** With the query. */
  readonly path: string;
  readonly init: RequestInit;
}

/**
 * The requests that the examples of an operation make, one for each body there is an example of.
 *
 * @param known values of parameters that no document can have an example of, by their names
 * @throws Error where a parameter has no example and is not known
 */
export function prefilledRequests(
  document: JsonObject,
  { method, path, operation }: Operation,
  known: Readonly<Record<string, string>> = {},
): PrefilledRequest[] {
  const url = fillIn(path, parametersOf(operation), known);
  const bodies = Object.entries(nodeAt(operation, 'requestBody', 'content')).flatMap(([type, media]) =>
    bodiesOf(document, type, nodeAt(media)),
  );
  const all = bodies.length > 0 ? bodies : [{ name: 'no body', init: {} }];
  return all.map(({ name, init }) => ({
    name: `${method} ${path}: ${name}`,
    path: url,
    init: { ...init, method },
  }));
}

/** The parameters of an operation. */
export function parametersOf(operation: JsonObject): JsonObject[] {
  const { parameters } = operation;
  return Array.isArray(parameters) ? parameters.map((parameter: JsonValue) => nodeAt(parameter)) : [];
}

/** The example of a parameter that stands first. */
export function exampleOfParameter(parameter: JsonObject): JsonValue | undefined {
  return parameter['example'] ?? peek(Object.values(nodeAt(parameter, 'examples'))[0], 'value');
}

function fillIn(
  path: string,
  parameters: readonly JsonObject[],
  known: Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams();
  let filled = path;
  for (const parameter of parameters) {
    const name = textFrom(parameter['name']);
    const value = known[name] ?? exampleOfParameter(parameter);
    if (value === undefined && parameter['required'] === true)
      throw new Error(`the parameter ${name} of ${path} has no example`);
    if (value === undefined) continue;
    if (parameter['in'] === 'path') filled = filled.replace(`{${name}}`, encodeURIComponent(textFrom(value)));
    if (parameter['in'] === 'query') query.set(name, textFrom(value));
  }
  const text = query.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

function bodiesOf(
  document: JsonObject,
  type: string,
  media: JsonObject,
): { name: string; init: RequestInit }[] {
  if (type === 'multipart/form-data') return [{ name: type, init: { body: formOf(document, media) } }];
  if (type.startsWith('image/'))
    return [{ name: type, init: { headers: { 'content-type': type }, body: sample('qr-tiny.png') } }];
  return Object.entries(nodeAt(media, 'examples')).map(([name, example]) => ({
    name,
    init: { headers: { 'content-type': type }, body: JSON.stringify(peek(example, 'value')) },
  }));
}

/** Every field with its example; a file where there is none. */
function formOf(document: JsonObject, media: JsonObject): FormData {
  const form = new FormData();
  for (const [name, property] of Object.entries(nodeAt(follow(document, media['schema']), 'properties'))) {
    const examples = peek(property, 'examples');
    if (Array.isArray(examples)) form.append(name, String(examples[0]));
    else form.append(name, new Blob([sample('qr-tiny.png')]), 'sample.png');
  }
  return form;
}
