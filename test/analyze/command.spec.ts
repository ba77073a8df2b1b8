import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { GatehouseClient } from '@gatehouse/client';
import { pacedWith } from '../jobs-http/support/paced-plugin.js';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { addKey, newKeyFile } from '../support/key-folder.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SCRIPT = fileURLToPath(new URL('../../scripts/analyze.ts', import.meta.url));
const QR = 'docs/samples/qr-tiny.png';

interface Ended {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({
    PLUGIN_PATHS: `${FIXTURE_PLUGINS}:${pluginFolder({ paced: pacedWith() })}`,
    PLUGIN_ONLY: 'barcode,metadata,thrower,paced',
  });
});
afterAll(() => server.close());

/** Runs the built command; the server runs in this very process, so that nothing here may wait synchronously. */
async function analyze(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  meanwhile: (child: ChildProcess) => Promise<void> = () => Promise.resolve(),
): Promise<Ended> {
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', GATEHOUSE_URL: server.url, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [text(child.stdout), text(child.stderr)];
  const [[code]] = await Promise.all([once(child, 'close') as Promise<[unknown]>, meanwhile(child)]); // as Node has it
  const [stdout = '', stderr = ''] = await Promise.all(said);
  return { code, stdout, stderr };
}

describe('npm run analyze', () => {
  it('prints what was found in each picture, as people like to read it', async () => {
    const { code, stdout, stderr } = await analyze([
      QR,
      'docs/samples/barcode-ean13.jpg',
      '--plugin',
      'barcode',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^docs\/samples\/qr-tiny\.png barcode · \d+ ms · 116 x 116 image\/png\n {2}codes:\n/,
    );
    expect(stdout).toMatch(/^ {4}format +text +bytes +position +orientation$/m);
    expect(stdout).toMatch(/^ {4}QR_CODE +GATEHOUSE +R0FURUhPVVNF /m);
    expect(stdout).toMatch(/^ {4}EAN_13 +4006381333931 /m);
    // eslint-disable-next-line no-control-regex -- colours begin with it
    expect(stdout).not.toMatch(/\u001b/);
  });

  it('prints the answers as they came with --json, one a line, also those that are errors', async () => {
    const { code, stdout, stderr } = await analyze([QR, 'README.md', '-p', 'metadata', '--json']);
    const [first, second, ...rest] = stdout.trimEnd().split('\n');
    expect({ code, stderr, rest }).toEqual({ code: 1, stderr: '', rest: [] });
    expect(JSON.parse(first ?? '')).toMatchObject({
      plugin: 'metadata',
      result: { width: 116 },
      status: 'SUCCESS',
    });
    expect(JSON.parse(second ?? '')).toMatchObject({ error: { details: { code: 'IMAGE_TYPE_UNKNOWN' } } });
  });

  it('takes options', async () => {
    const { code, stdout } = await analyze([QR, '-p', 'barcode', '--options', '{"formats":["EAN_13"]}']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/\n {2}codes: none\n$/)]);
  });

  it('follows a job with --async', async () => {
    const { code, stdout } = await analyze([QR, '-p', 'barcode', '--async']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/barcode · job [0-9a-f-]{36}\n {2}codes:\n/)]);
    const failed = await analyze([QR, '-p', 'thrower', '--async', '--json']);
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.stdout)).toMatchObject({
      status: 'FAILED',
      error: { details: { code: 'PLUGIN_THREW' } },
    });
  });

  it('says of a plugin that is not there which there are', async () => {
    const { code, stdout, stderr } = await analyze([QR, '-p', 'ocrr']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /PLUGIN_NOT_FOUND\n {2}There is no plugin ocrr.*\n {2}There are: barcode, metadata, paced, thrower\.\n/,
    );
  });

  it('goes on with the next picture after one that is refused, and points at what was wrong', async () => {
    const { code, stdout, stderr } = await analyze(['README.md', QR, '-p', 'barcode']);
    expect(code).toBe(1);
    expect(stdout).toContain('GATEHOUSE');
    expect(stderr).toMatch(
      /^README\.md: IMAGE_TYPE_UNKNOWN\n.*\n {2}\/image .*\n {2}request [0-9a-f-]{36}\n$/,
    );
  });

  it('says what to do where no server is', async () => {
    const { code, stderr } = await analyze([QR, '-p', 'barcode', '--url', 'http://127.0.0.1:9']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'No server answers at http://127.0.0.1:9. Start one with `npm start`, or say with --url where it is.\n',
    );
  });

  it('takes a key from the environment', async () => {
    const keys = newKeyFile();
    const { text: key } = await addKey(keys, 'analyze');
    const guarded = await startServer({ API_KEYS_FILE: keys.path, PLUGIN_ONLY: 'barcode' });
    const env = { GATEHOUSE_URL: guarded.url };
    expect(await analyze([QR, '-p', 'barcode'], { ...env, GATEHOUSE_API_KEY: key })).toMatchObject({
      code: 0,
    });
    expect(await analyze([QR, '-p', 'barcode'], env)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('KEY_MISSING') as string,
    });
    await guarded.close();
  });

  it('tells on Ctrl-C which job goes on without it', async () => {
    const client = new GatehouseClient({ baseUrl: server.url });
    const running = async (): Promise<string | undefined> => {
      for await (const { id } of client.jobs({ plugin: 'paced', status: 'RUNNING' })) return id;
      return undefined;
    };
    const options = ['--options', '{"ms":60000}'];
    const ended = analyze([QR, '-p', 'paced', '--async', ...options], {}, async (child) => {
      await until(async () => (await running()) !== undefined);
      child.kill('SIGINT');
    });
    const { code, stderr } = await ended;
    const job = (await running()) ?? '';
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: `interrupted; job ${job} is stored and goes on\n`,
    });
    await client.cancel(job);
  });

  it.each([
    [[], /^Which image\? None is named\.\n\nUsage: /],
    [[QR], /^Which plugin\? --plugin is missing\.\n\nUsage: /],
    [[QR, '-p', 'barcode', '--options', '[1]'], /^--options is no JSON object: \[1\]\n/],
    [[QR, '-p', 'barcode', '--options', '{'], /^--options is no JSON object: \{\n/],
    [[QR, '-p', 'barcode', '--loud'], /--loud/],
    [['nope.png', '-p', 'barcode'], /^nope\.png cannot be read \(ENOENT\): /],
    [[QR, '-p', 'barcode', '--url', 'localhost'], /^baseUrl is "localhost"/],
  ])('ends with 2 and says why: %p', async (args, said) => {
    expect(await analyze(args)).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(said) as string,
    });
  });

  it('explains itself', async () => {
    expect(await analyze(['--help'])).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Usage: npm run analyze/) as string,
      stderr: '',
    });
  });
});
