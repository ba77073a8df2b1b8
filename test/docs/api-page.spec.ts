import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/workspaces.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { runBlocks, runnableBlocks } from './support/run-page.js';
import { ALL_PLUGINS } from '../support/light-plugins.js';

const page = readFileSync(join(ROOT, 'docs/api.md'), 'utf8');
const blocks = runnableBlocks(page);
const named = blocks.map((block, index) => [index, block.code.split('\n')[0], block] as const);

let server: RunningServer;
let printed: string[];

beforeAll(async () => {
  server = await startServer(ALL_PLUGINS);
  const moved = blocks.map((block) => ({
    ...block,
    code: block.code.replaceAll('http://127.0.0.1:3000', server.url),
  }));
  printed = await runBlocks(moved, { DATA_DIR: server.dataDir });
}, 240_000);
afterAll(() => server.close());

/** The keys of a value, at every depth; of an array those of its first element. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return '…';
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, shapeOf(held)]));
}

/** The code of each error in an answer. */
function codesIn(json: string): string[] {
  return [...json.matchAll(/"code": ?"([A-Z_]+)"/g)].map(([, code = '']) => code);
}

function withoutPassing(line: string): string {
  return line.replaceAll(/[0-9a-f-]{36}/g, 'ID').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
}

describe('docs/api.md', () => {
  it('has nothing in a block that is not run or compared', () => {
    const fences = [...page.matchAll(/^```(\w+)$/gm)];
    expect(fences).toHaveLength(blocks.length + blocks.filter(({ shown }) => shown !== undefined).length);
  });

  it.each(named)('block %i (%s) answers as is shown, or without an error', (index, _, { shown }) => {
    const said = printed[index] ?? '';
    if (shown === undefined) expect(said).not.toContain('{"error":{"type":');
    else if (shown.language === 'text')
      expect(withoutPassing(said).trim()).toBe(withoutPassing(shown.text).trim());
    else {
      expect(shapeOf(JSON.parse(said))).toEqual(shapeOf(JSON.parse(shown.text)));
      expect(codesIn(said)).toEqual(codesIn(shown.text));
    }
  });

  it('sends something to every route', () => {
    const { paths } = JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8')) as {
      paths: Record<string, object>; // the document is held to its schema by other tests
    };
    const routes = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const asked = blocks.flatMap(({ code }) =>
      code
        .replaceAll('\\\n', ' ')
        .split('\n')
        .flatMap((line) => {
          const path = /\$GATEHOUSE(\/[\w/$.-]*)/.exec(line)?.[1];
          const method =
            /-X (\w+)/.exec(line)?.[1] ?? (/ -(?:F|d|-data-binary) /.test(line) ? 'POST' : 'GET');
          return path === undefined ? [] : [`${method} ${path}`];
        }),
    );
    const reaches = (route: string): boolean =>
      asked.some((one) =>
        new RegExp(`^${route.replace('{id}', '\\$JOB_ID').replace('{name}', '\\w+')}$`).test(one),
      );
    // as GET /v1/analyze-execution/jobs/{id}, as the list, and what a program reads
    const told = ['GET /v1/jobs/{id}', 'GET /v1/plugins/{name}/health', 'GET /openapi.json'];
    expect(routes.filter((route) => !reaches(route)).sort()).toEqual(told.sort());
  });
});
