import { readFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const HEAD =
  '// Written by `npm run client:generate` from docs/openapi.json: change the server, and run `npm run docs:openapi` before.\n\n';

/** The document that the types are made from. */
const DOCUMENT = new URL('../../docs/openapi.json', import.meta.url);

/** The text of `libs/client/src/generated/api.ts`: what docs/openapi.json says, as types. */
export async function apiTypes(): Promise<string> {
  const types = await openapiTS(readFileSync(DOCUMENT, 'utf8'), {
    immutable: true,
    exportType: true,
    defaultNonNullable: false, // what has a default may be left out of a request
  });
  return HEAD + astToString(types);
}
