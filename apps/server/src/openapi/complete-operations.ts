import type { JsonObject, JsonValue } from '@gatehouse/contracts';
import type { ErrorCode } from '@gatehouse/errors';
import { ANSWER_HEADERS, headersOf } from './answer-headers.js';
import { errorExamples } from './error-examples.js';
import { exampleOf } from './example-of.js';
import { isList, isObject, mapEntries, objectAt, valueAt } from './json-nodes.js';
import { CODES_OF_ALL, CODES_OF_KEYS, CODES_OF_PARAMETERS, OPERATIONS } from './operations.js';

/** Gives every operation what is the same for all and told in one place: its id, headers, codes, and an example of its answer. */
export function completeOperations(document: JsonObject): JsonObject {
  const paths = mapEntries(objectAt(document, 'paths'), (path, item) => [
    path,
    mapEntries(isObject(item) ? item : {}, (method, operation) => [
      method,
      isObject(operation) ? complete(operation, method, path, document) : operation,
    ]),
  ]);
  const components = objectAt(document, 'components');
  const shared = { headers: ANSWER_HEADERS, examples: errorExamples(codesIn(paths)) };
  return { ...document, paths, components: { ...components, ...shared } };
}

function complete(operation: JsonObject, method: string, path: string, document: JsonObject): JsonObject {
  const facts = OPERATIONS[`${method.toUpperCase()} ${path}`];
  const { security = [], parameters = [] } = operation;
  const isKeyed = isList(security) && security.length > 0;
  const isRepeatable = isList(parameters) && parameters.some(isIdempotencyKey);
  const codes = [
    ...(facts?.codes ?? []),
    ...(isKeyed ? CODES_OF_KEYS : []),
    ...(path.includes('{') ? CODES_OF_PARAMETERS : []),
    ...CODES_OF_ALL,
  ];
  const responses = mapEntries(objectAt(operation, 'responses'), (status, response) => [
    status,
    {
      ...(isObject(response) ? response : {}),
      headers: headersOf(status, isKeyed, isRepeatable),
      content: contentOf(status, response, codes, document),
    },
  ]);
  return { ...operation, ...(facts === undefined ? {} : { operationId: facts.id }), security, responses };
}

function isIdempotencyKey(parameter: JsonValue): boolean {
  return isObject(parameter) && parameter['name'] === 'Idempotency-Key';
}

function contentOf(
  status: string,
  response: JsonValue,
  codes: readonly ErrorCode[],
  document: JsonObject,
): JsonObject {
  return mapEntries(objectAt(response, 'content'), (type, media) => {
    if (!isObject(media)) return [type, media];
    if (status === '400') return [type, { ...media, examples: references(codes) }];
    if ('example' in media || 'examples' in media) return [type, media];
    const example = exampleOf(valueAt(media, 'schema'), document);
    return [type, example === undefined ? media : { ...media, example }];
  });
}

/** The codes that any operation can be answered with. */
function codesIn(paths: JsonObject): ReadonlySet<string> {
  const operations = Object.values(paths).flatMap((item) => Object.values(isObject(item) ? item : {}));
  return new Set(
    operations.flatMap((operation) =>
      Object.values(objectAt(operation, 'responses', '400', 'content')).flatMap((media) =>
        Object.keys(objectAt(media, 'examples')),
      ),
    ),
  );
}

function references(codes: readonly ErrorCode[]): JsonObject {
  return Object.fromEntries(
    [...new Set(codes)].map((code) => [code, { $ref: `#/components/examples/${code}` }]),
  );
}
