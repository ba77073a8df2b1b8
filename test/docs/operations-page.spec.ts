import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SETTINGS } from '@gatehouse/config';
import { ERROR_CATALOGUE } from '@gatehouse/errors';
import { ROOT } from '../architecture/workspaces.js';
import { ask, sample } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { runBlocks, runnableBlocks } from './support/run-page.js';
import { ALL_PLUGINS } from '../support/light-plugins.js';

const page = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8');
const blocks = runnableBlocks(page);
const backup = mkdtempSync(join(tmpdir(), 'gatehouse-backup-'));
const JOBS = 3;

let server: RunningServer;
let printed: string[];

async function countOf(url: string, ...states: readonly string[]): Promise<number> {
  const { json } = await ask(`${url}/v1/jobs/stats`);
  const { by_status } = json as { by_status: Record<string, number> }; // ask holds it to the OpenAPI document
  return states.reduce((sum, state) => sum + (by_status[state] ?? 0), 0);
}

beforeAll(async () => {
  server = await startServer({ ...ALL_PLUGINS, JOB_CONCURRENCY: '1' });
  const submit = (plugin: string, name: string): ReturnType<typeof ask> =>
    ask(`${server.url}/v1/analyze-execution/async?plugin=${plugin}`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: sample(name),
    });
  const { json } = await submit('barcode', 'qr-tiny.png');
  await until(async () => (await countOf(server.url, 'SUCCESS')) === 1);
  for (let job = 0; job < JOBS; job++) await submit('ocr', 'page-letter.png');
  const { job_id } = json as { job_id: string }; // likewise
  printed = await runBlocks(blocks, {
    GATEHOUSE: server.url,
    DATA_DIR: server.dataDir,
    BACKUP: backup,
    JOB_ID: job_id,
  });
}, 240_000);
afterAll(async () => {
  await server.close();
  rmSync(backup, { recursive: true, force: true });
});

describe('docs/operations.md', () => {
  it('has commands that do their work', () => {
    expect(printed).toHaveLength(3);
    expect(printed.join('')).not.toContain('{"error":{"type":');
  });

  it('backs a busy server up so that another one brings what waited to its end', async () => {
    const copy = new DatabaseSync(join(backup, 'jobs.sqlite'), { readOnly: true });
    const { waiting } =
      copy.prepare(`SELECT count(*) AS waiting FROM jobs WHERE completed_at IS NULL`).get() ?? {};
    copy.close();
    expect(waiting).toBeGreaterThan(0);
    const restored = await startServer({ ...ALL_PLUGINS, DATA_DIR: backup });
    try {
      await until(async () => (await countOf(restored.url, 'PENDING', 'RUNNING')) === 0);
      expect(await countOf(restored.url, 'SUCCESS')).toBe(1 + JOBS);
      expect(await countOf(restored.url, 'FAILED')).toBe(0);
    } finally {
      await restored.close();
    }
  }, 240_000);

  it('names messages of the log that there are', () => {
    const source = globSync('{libs,apps}/*/src/**/*.ts', { cwd: ROOT })
      .map((file) => readFileSync(join(ROOT, file), 'utf8'))
      .join('\n');
    const table = page.slice(page.indexOf('| `msg`'), page.indexOf('## When something is wrong'));
    const messages = [...table.matchAll(/^\| `([^`]+)`/gm)].slice(1).map(([, message = '']) => message);
    expect(messages.length).toBeGreaterThan(10);
    const alsoNamed = ['execution', 'plugin says'];
    expect([...messages, ...alsoNamed].filter((message) => !source.includes(`'${message}'`))).toEqual([]);
  });

  it('names error codes, settings and routes that there are', () => {
    const named = [...page.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in ERROR_CATALOGUE) && !(name in SETTINGS))).toEqual([]);
    const { paths } = JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8')) as { paths: object }; // held to its schema elsewhere
    const routes = [...page.matchAll(/`(?:GET|POST|DELETE) (\/[^`]+)`/g)].map(([, path = '']) => path);
    expect(routes.filter((path) => !(path in paths))).toEqual([]);
  });
});
