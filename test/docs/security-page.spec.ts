import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/workspaces.js';
import { ask } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';

const page = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ PLUGIN_ONLY: 'metadata' });
}, 240_000);
afterAll(() => server.close());

function section(heading: string): string {
  const start = page.indexOf(`## ${heading}`);
  return page.slice(start, page.indexOf('\n## ', start + 1));
}

/** The cells of the rows of the table in a section, without its head. */
function rowsOf(heading: string): string[][] {
  const lines = section(heading).split('\n');
  return lines
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
}

describe('docs/security.md', () => {
  it('has a test for whatever is tried', () => {
    const rows = rowsOf('Who tries what');
    expect(rows.length).toBeGreaterThan(15);
    expect(
      rows.filter(([, , , shown = '']) => !/`(?:test|apps|libs)\/[\w/.-]+\.spec\.ts`/.test(shown)),
    ).toEqual([]);
  });

  it('tells of every route whom it answers', async () => {
    const { json } = await ask(`${server.url}/openapi.json`);
    const { paths } = json as {
      paths: Record<string, Record<string, { security?: { bearer?: string[] }[] }>>;
    }; // the document is held to its schema by other tests
    const open = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { security }]) => [
        `${method.toUpperCase()} ${path}`,
        security?.[0]?.bearer?.[0] ?? 'none',
      ]),
    );
    const told = rowsOf('Keys and roles').flatMap(([role = '', routes = '']) =>
      [...routes.matchAll(/`([^`]+)`/g)].map(([, route = '']) => [route, role]),
    );
    expect(told.sort()).toEqual(open.sort());
  });

  it('names headers that answers have, of both kinds', async () => {
    const named = [...section('Headers').matchAll(/`([A-Z][A-Za-z-]+-[A-Za-z-]+)`/g)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'Strict-Transport-Security');
    expect(named.length).toBeGreaterThan(5);
    for (const path of ['/', '/nowhere', '/docs/']) {
      const { headers } = await ask(server.url + path);
      expect(named.filter((name) => !headers.has(name))).toEqual([]);
      expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null]);
      expect(headers.has('strict-transport-security')).toBe(false);
    }
  });
});
