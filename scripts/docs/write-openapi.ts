import { writeFileSync } from 'node:fs';
import { spawnServer } from '../support/server-process.ts';

// Of the built server itself, with the plugins that ship: no other is the document that users get.
const server = await spawnServer();
try {
  const answer = await fetch(`${await server.ready()}/openapi.json`);
  const document: unknown = await answer.json();
  writeFileSync(
    new URL('../../docs/openapi.json', import.meta.url),
    `${JSON.stringify(document, null, 2)}\n`,
  );
} finally {
  await server.dispose();
}
