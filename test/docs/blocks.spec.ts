import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/workspaces.js';
import { ask, sample } from '../support/http.js';
import { runCurl } from '../support/run-curl.js';
import { ALL_PLUGINS } from '../support/light-plugins.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { readPages } from './support/markdown.js';
import { runBlocks, runnableBlocks, type PageBlock } from './support/run-page.js';

/** Pages of which every block is run, from the first to the last, by a test of their own. */
const WHOLE: Readonly<Record<string, string>> = {
  'docs/api.md': 'test/docs/api-page.spec.ts',
  'docs/operations.md': 'test/docs/operations-page.spec.ts',
};
const OF_TYPES = { ts: 'test/client/client-page.spec.ts' } as const;

/** What begins so and is run by another test, or by none: then the reason. */
const ELSEWHERE: readonly (readonly [beginning: RegExp, where: string])[] = [
  [/^npm ci && npm start/, 'the machine that runs the tests did it'],
  [/^npm ci {2,}/, 'the machine that runs the tests did it'],
  [/^npm (test|start)\b/, 'the test that reads this is run by the one; the other never ends'],
  [/^npm run scan\b/, 'test/scanner/reporters.spec.ts'],
  [
    /^npm run hooks\b/,
    'takes minutes to hours; what it is made of: test/governance/check.spec.ts, test/audit, test/accuracy',
  ],
  [/^npm run accuracy -- \w+$/m, 'test/accuracy/accuracy.spec.ts'],
  [
    /^npm run build && node test\/vision\/barcode/,
    'takes minutes; the same pictures, fewer: test/vision/barcode',
  ],
  [/^npm run keys -- create/, 'test/auth/keys-command.spec.ts'],
  [/^npm run plugin:new -- /, 'test/plugin-new/plugin-new.spec.ts'],
  [/^npm run plugin:check -- /, 'test/plugin-check/command.spec.ts'],
  [/^npm run analyze -- /, 'test/analyze/command.spec.ts'],
  [/^npm run generate -- /, 'changes the sources; what it makes is overwritten by what the page has next'],
  [/^npm run docs:openapi/, 'test/openapi/committed-document.spec.ts'],
  [/^(PLUGIN_\w+=\S+ )+npm start$/m, 'test/faults, test/config/read-config.spec.ts'],
  [/^curl -F plugin=(night-watch|glow) /, 'test/plugin-new/plugin-new.spec.ts'],
  [/^curl -X POST \S+\/v1\/plugins\/glow\/reload/, 'test/plugin-stability/reload.spec.ts'],
  [/^curl -F plugin=barcode /, 'test/e2e/readme.spec.ts'],
  [/^echo "DATABASE_PASSWORD=/, 'wants Docker; what it starts: test/postgres'],
  [
    /^import .*definePlugin/,
    'is cut short; what plugin:new makes is whole: test/plugin-new/plugin-new.spec.ts',
  ],
  [/^import .*openPlugin/, 'test/plugin-testkit'],
  [
    /^import (type )?\{ (PluginRegistry|ApiProperty|PluginManagementService|PluginsModule)\b/,
    'test/docs/documents.spec.ts',
  ],
];

const pages = readPages()
  .filter(({ file }) => !(file in WHOLE))
  .map(({ file, text }) => ({ file, blocks: runnableBlocks(text) }));
const isRunHere = ({ code }: PageBlock): boolean => code.startsWith('curl ') && !isElsewhere(code);
const isElsewhere = (code: string): boolean => ELSEWHERE.some(([beginning]) => beginning.test(code));

const blocks = pages.flatMap(({ file, blocks }) => blocks.map((block) => ({ file, block })));
const here = blocks.filter(({ block }) => isRunHere(block));
const ofPlugins = here.filter(({ file }) => file.startsWith('docs/plugins/'));

let server: RunningServer;
let jobId: string;

beforeAll(async () => {
  server = await startServer(ALL_PLUGINS);
  const { json } = await ask(`${server.url}/v1/analyze-execution/async?plugin=ocr`, {
    method: 'POST',
    headers: { 'content-type': 'image/png' },
    body: sample('page-letter.png'),
  });
  jobId = (json as { job_id: string }).job_id; // ask holds it to the OpenAPI document
  await fetch(`${server.url}/v1/analyze-execution/jobs/${jobId}/events`).then((events) => events.text());
});
afterAll(() => server.close());

/** Whether an answer has all that a page shows of it; a text that ends with … is the beginning of one. */
function holds(shown: unknown, answered: unknown): boolean {
  if (typeof shown === 'string' && shown.endsWith('…'))
    return String(answered).startsWith(shown.slice(0, -1));
  if (typeof shown !== 'object' || shown === null) return shown === answered;
  if (typeof answered !== 'object' || answered === null) return false;
  const values = new Map(Object.entries(answered));
  return Object.entries(shown).every(([key, value]) => holds(value, values.get(key)));
}

describe('every block of every page', () => {
  it('is run: here, by a test of its page, or by the test that is named; or there is a reason', () => {
    expect(blocks.length).toBeGreaterThan(40);
    const loose = blocks.filter(
      ({ file, block }) =>
        !isRunHere(block) &&
        !isElsewhere(block.code) &&
        !(file === 'docs/client.md' && block.language in OF_TYPES),
    );
    expect(loose.map(({ file, block }) => [file, block.code])).toEqual([]);
  });

  it('has a place or a reason that is of use, and tests that there are', () => {
    const idle = ELSEWHERE.filter(([beginning]) => !blocks.some(({ block }) => beginning.test(block.code)));
    expect(idle).toEqual([]);
    const named = [
      ...Object.values(WHOLE),
      ...Object.values(OF_TYPES),
      ...ELSEWHERE.map(([, where]) => where),
    ];
    const tests = named.flatMap((where) => where.match(/\btest\/[\w/.-]+\w/g) ?? []);
    expect(tests.filter((test) => !existsSync(join(ROOT, test)))).toEqual([]);
  });

  it.each(ofPlugins.map(({ file, block }) => [file, block.code]))('%s: %s', async (file, code) => {
    const [, shown = ''] = /```json\n(.*?)```/s.exec(readFileSync(join(ROOT, file), 'utf8')) ?? [];
    const { json, text } = await runCurl(code, ROOT, server.url);
    const { result } = json as { result: unknown }; // ask holds it to the OpenAPI document
    if (!holds(JSON.parse(shown), result)) throw new Error(`It answered ${text}`);
  });

  it('outside of the pages of plugins: works as it stands', async () => {
    const rest = here.filter((one) => !ofPlugins.includes(one)).map(({ block }) => block);
    expect(rest.length).toBeGreaterThanOrEqual(3);
    const moved = rest.map((block) => ({
      ...block,
      code: block.code
        .replaceAll('http://127.0.0.1:3000', server.url)
        .replaceAll(/^curl (?!-s)/gm, 'curl -s ') // no meter of its progress
        .replace(/^(curl .*\/async)\nJOB_ID=….*$/m, `JOB_ID=$($1 | sed 's/.*"job_id":"\\([^"]*\\)".*/\\1/')`),
    }));
    const printed = await runBlocks(moved, { JOB_ID: jobId });
    const codes = printed.flatMap((said) => said.match(/"code":"[A-Z_]+"/g) ?? []);
    // the job of README.md has ended before it is stopped
    expect(codes).toEqual(['"code":"JOB_ALREADY_FINISHED"']);
  });
});
