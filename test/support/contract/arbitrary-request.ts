import fc, { type Arbitrary } from 'fast-check';
import type { JsonObject, JsonValue } from '@gatehouse/contracts';
import { sample } from '../http.js';
import { anyJson, arbitraryOf } from './arbitrary-of.js';
import { escapePart, follow, nodeAt, textFrom, type Operation } from './document-nodes.js';
import { contractOf } from './hold-to-contract.js';
import { exampleOfParameter, parametersOf } from './prefilled-requests.js';

/** A request that was made up. */
export interface MadeRequest {
  /** With the query. */
  readonly path: string;
  readonly init: RequestInit;
  /** What the document says of its body; null where nobody can know, as of a form or an image. */
  readonly fits: boolean | null;
}

/** Requests of an operation whose parameters and body fit what the document says of them. */
export function fittingRequest(document: JsonObject, operation: Operation): Arbitrary<MadeRequest> {
  return bodyThat(document, operation, true).chain(({ init, fits, query }) =>
    parametersThat(document, operation, query).map((path) => ({
      path,
      init: { ...init, method: operation.method },
      fits,
    })),
  );
}

/** Requests of an operation in which anything at all may be wrong. */
export function oddRequest(document: JsonObject, operation: Operation): Arbitrary<MadeRequest> {
  return fc

    .tuple(parametersThat(document, operation, 'odd'), bodyThat(document, operation, false), oddHeaders())
    .map(([path, { init, fits }, odd]) => {
      const headers = { ...(init.headers as Record<string, string> | undefined), ...odd }; // as written below
      return { path, init: { ...init, headers, method: operation.method }, fits };
    });
}

/** What becomes of the query: none, every example of it, some that fit, or anything. */
type Query = 'none' | 'examples' | 'fitting' | 'odd';

type Body = Pick<MadeRequest, 'init' | 'fits'> & { readonly query: Query };

/** So many values in a row that do not fit say that none will. */
const MOST_MISSES = 2000;

const NO_BODY: Body = { init: {}, fits: null, query: 'fitting' };

function parametersThat(
  document: JsonObject,
  { path, operation }: Operation,
  query: Query,
): Arbitrary<string> {
  const parameters = parametersOf(operation).filter(
    ({ in: place }) => place === 'path' || (place === 'query' && query !== 'none'),
  );
  const values = parameters.map((parameter) =>
    query === 'odd' ? odd(document, parameter) : fitting(document, parameter, query === 'examples'),
  );
  return fc.tuple(...values).map((made) => {
    const told = new URLSearchParams();
    let filled = path;
    parameters.forEach(({ name, in: place }, index) => {
      const value = made[index] ?? null;
      if (place === 'path') filled = filled.replace(`{${textFrom(name)}}`, encodeURIComponent(value ?? 'x'));
      else if (value !== null) told.set(textFrom(name), value);
    });
    return told.size === 0 ? filled : `${filled}?${told.toString()}`;
  });
}

function fitting(
  document: JsonObject,
  parameter: JsonObject,
  alwaysExample = false,
): Arbitrary<string | null> {
  const example = exampleOfParameter(parameter);
  const isOptional = parameter['required'] !== true;
  if (example !== undefined && (alwaysExample || !isOptional)) return fc.constant(textFrom(example));
  // A cursor is what an answer told: none can be made up.
  if (example === undefined && isOptional) return fc.constant(null);
  const value = arbitraryOf(document, parameter['schema']).map(String);
  return isOptional ? fc.option(value) : value;
}

function odd(document: JsonObject, parameter: JsonObject): Arbitrary<string | null> {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
  const strange = fc.constantFrom(
    '__proto__',
    'constructor',
    '../..',
    '%00',
    '\u0000',
    '{}',
    '[]',
    'null',
    '-1',
    '🦉',
  );
  const skipped = parameter['required'] === true ? [] : [fc.constant(null)];
  return fc.oneof(text, strange, fitting(document, parameter), ...skipped);
}

function oddHeaders(): Arbitrary<Record<string, string>> {
  const visible = fc.stringMatching(/^[!-~]{1,60}$/);
  return fc.record(
    {
      'x-request-id': visible,
      accept: fc.constantFrom('text/html', '*/*', 'application/xml', 'application/json;q=0'),
      'accept-language': visible,
      'content-type': fc.constantFrom(
        'application/json',
        'text/plain',
        'image/png',
        'image/*',
        'multipart/form-data',
        'a',
      ),
      'if-none-match': fc.constant('*'),
      range: fc.constant('bytes=0-0'),
    },
    { requiredKeys: [] },
  );
}

function bodyThat(document: JsonObject, operation: Operation, fit: boolean): Arbitrary<Body> {
  const content = Object.entries(nodeAt(operation.operation, 'requestBody', 'content'));
  if (content.length === 0) return fc.constant(NO_BODY);
  return fc.oneof(
    ...content.map(([type, media]) => {
      if (type === 'application/json') return jsonBody(document, operation, fit);
      if (type === 'multipart/form-data') return formBody(document, nodeAt(media)['schema'], fit);
      return rawBody(type, fit);
    }),
  );
}

function jsonBody(document: JsonObject, { operation, pointer }: Operation, fit: boolean): Arbitrary<Body> {
  const type = 'application/json';
  const schema = nodeAt(operation, 'requestBody', 'content', type)['schema'];
  const place = [pointer, 'requestBody', 'content', escapePart(type), 'schema'].join('/');
  const judge = (value: JsonValue): boolean => contractOf(document).schemaProblems(place, value).length === 0;
  // The server understands more spellings of a media type than the document names.
  const isLenient = (value: JsonValue): boolean => judge({ ...nodeAt(value), mime_type: null });
  const sound = arbitraryOf(document, schema).filter(orGiveUp(judge));
  const values = fit ? sound : sound.chain(spoilt);
  return values.map((value) => ({
    init: { headers: { 'content-type': type }, body: JSON.stringify(value) },
    fits: judge(value) || isLenient(value),
    query: 'none' as const,
  }));
}

/** A filter that lets nothing through would be asked for ever. */
function orGiveUp(judge: (value: JsonValue) => boolean): (value: JsonValue) => boolean {
  let refused = 0;
  return (value) => {
    refused = judge(value) ? 0 : refused + 1;
    if (refused > MOST_MISSES)
      throw new Error(`nothing that is made up fits; such as ${JSON.stringify(value)}`);
    return refused === 0;
  };
}

/** A value with one thing about it changed: something left out, something strange, something more, or nothing of it kept. */
function spoilt(value: JsonValue): Arbitrary<JsonValue> {
  const object = nodeAt(value);
  const names = Object.keys(object);
  if (names.length === 0) return anyJson();
  const name = fc.constantFrom(...names);
  const without = name.map((gone) =>
    Object.fromEntries(Object.entries(object).filter(([key]) => key !== gone)),
  );
  const changed = fc.tuple(name, anyJson()).map(([key, other]) => ({ ...object, [key]: other }));
  const deeper = name.chain((key) =>
    spoilt(object[key] ?? null).map((inner) => ({ ...object, [key]: inner })),
  );
  const more = fc
    .tuple(fc.string({ minLength: 1 }), anyJson())
    .map(([key, other]) => ({ ...object, [key]: other }));
  return fc.oneof(without, changed, deeper, more, anyJson());
}

function formBody(document: JsonObject, schema: JsonValue | undefined, fit: boolean): Arbitrary<Body> {
  const fields = Object.entries(nodeAt(follow(document, schema), 'properties')).filter(
    ([, property]) => nodeAt(property)['contentMediaType'] === undefined,
  );
  const texts = fields.map(([name, property]) => {
    const { examples } = nodeAt(property);
    const example = Array.isArray(examples) ? String(examples[0]) : '';
    return [name, fit ? fc.constant(example) : fc.oneof(fc.constant(example), fc.string())] as const;
  });
  const file = fit ? fc.constant('image') : fc.constantFrom('image', 'image', 'picture', 'plugin', '');
  return fc
    .tuple(fc.record(Object.fromEntries(texts), fit ? {} : { requiredKeys: [] }), file)
    .map(([record, name]) => {
      const body = new FormData();
      for (const [field, text] of Object.entries(record)) body.append(field, text);
      if (name !== '') body.append(name, new Blob([sample('qr-tiny.png')]), 'picture.png');
      return { init: { body }, fits: null, query: 'none' as const };
    });
}

function rawBody(type: string, fit: boolean): Arbitrary<Body> {
  const picture = fc.constant(sample('qr-tiny.png'));
  const bytes = fit
    ? picture
    : fc.oneof(
        picture,
        fc.uint8Array({ maxLength: 200 }).map((some) => Buffer.from(some)),
      );
  return bytes.map((body) => ({
    init: { headers: { 'content-type': type }, body },
    fits: null,
    query: 'examples' as const,
  }));
}
