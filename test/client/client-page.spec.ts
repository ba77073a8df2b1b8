import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ERROR_CATALOGUE } from '@gatehouse/errors';
import { GatehouseClient } from '@gatehouse/client';
import { ROOT } from '../architecture/workspaces.js';
import { ALL_PLUGINS } from '../support/light-plugins.js';
import { startServer, type RunningServer } from '../support/start-server.js';

const page = readFileSync(join(ROOT, 'docs/client.md'), 'utf8');
const examples = [...page.matchAll(/```ts\n([^`]+)```/g)].map(([, code = '']) => code);

/** What each example prints. */
const PRINTED = [
  /^image\/png GATEHOUSE\n$/,
  /^PENDING\nRUNNING\n(?:.+\n)*SUCCESS\nHarbour Office, Pier Nine\n(?:[0-9a-f-]{36} \w+ SUCCESS\n)+$/,
  /^59\.3294722\n0\n$/,
  /^IMAGE_TYPE_UNKNOWN false \/image\n$/,
];

// outside of the repository, as one who installed the package would have it
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-client-page-'));
let server: RunningServer;

beforeAll(async () => {
  mkdirSync(join(folder, 'node_modules/@gatehouse'), { recursive: true });
  symlinkSync(join(ROOT, 'libs/client'), join(folder, 'node_modules/@gatehouse/client'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [index, code] of examples.entries()) writeFileSync(join(folder, `example-${index}.ts`), code);
  server = await startServer(ALL_PLUGINS);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('docs/client.md', () => {
  it('has examples that strict TypeScript takes', () => {
    const files = examples.map((_, index) => `example-${index}.ts`);
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')];
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--skipLibCheck',
      ...types,
    ];
    const { stdout } = spawnSync(process.execPath, [tsc, ...options, ...files], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });

  it.each(PRINTED.map((printed, index) => [index + 1, printed] as const))(
    'has an example %i that does what it says',
    async (number, printed) => {
      const file = join(folder, `example-${number - 1}.ts`);
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('http://127.0.0.1:3000', server.url));
      const child = spawn(process.execPath, ['--experimental-strip-types', '--no-warnings', file], {
        cwd: ROOT, // where the sample pictures are
        env: { PATH: process.env['PATH'] ?? '' },
      });
      const said = [text(child.stdout), text(child.stderr)];
      await once(child, 'close');
      expect(await Promise.all(said)).toEqual([expect.stringMatching(printed), '']);
    },
  );

  it('has no example that is not run', () => {
    expect(examples).toHaveLength(PRINTED.length);
  });

  it('names codes, methods and npm scripts that there are', () => {
    const codes = [...page.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, code = '']) => code);
    const settings = ['CORS_ORIGINS', 'GATEHOUSE_URL', 'GATEHOUSE_API_KEY'];
    expect(codes.length).toBeGreaterThan(4);
    expect(codes.filter((code) => !(code in ERROR_CATALOGUE) && !settings.includes(code))).toEqual([]);
    const methods = [
      'submit',
      'watch',
      'wait',
      'job',
      'result',
      'cancel',
      'retry',
      'erase',
      'batch',
      'analyzeUrl',
    ];
    expect(methods.filter((method) => !(method in GatehouseClient.prototype))).toEqual([]);
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }; // npm demands it
    const named = [...page.matchAll(/npm run (\w+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
