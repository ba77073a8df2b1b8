import { readFileSync, writeFileSync } from 'node:fs';
import { apiTypes } from './client/api-types.ts';

const FILE = new URL('../libs/client/src/generated/api.ts', import.meta.url);

const types = await apiTypes();
if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== types) {
    process.stderr.write('libs/client is not what docs/openapi.json says: run `npm run client:generate`.\n');
    process.exitCode = 1;
  }
} else {
  writeFileSync(FILE, types);
}
