import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CallContext, SandboxProgram } from '@gatehouse/sandbox';
import { pluginProgram } from '../../libs/plugins/src/host/plugin-program.js';
import { pluginFolder } from '../support/plugin-folder.js';

const OUTPUT = { maxBytes: 1000, maxDepth: 8, maxValues: 100 };
const HEADER = {
  payload: {
    mimeType: 'image/png',
    width: 2,
    height: 1,
    original: { width: 2, height: 1 },
    options: { a: 1 },
  },
  jobId: 'job_1',
};
const IMAGE = Uint8Array.of(1, 2, 3);

type Line = readonly [level: string, message: string];

function collect(): { readonly lines: Line[]; readonly log: (...line: Line) => void } {
  const lines: Line[] = [];
  return { lines, log: (...line) => void lines.push(line) };
}

/** A program with a plugin of this code in it. */
async function loaded(code: string, log: (...line: Line) => void = () => undefined): Promise<SandboxProgram> {
  const folder = join(pluginFolder({ mine: { code } }), 'mine');
  const program = pluginProgram();
  await program.initialize(
    { folder, entry: pathToFileURL(join(folder, 'index.js')).href, output: OUTPUT },
    log,
  );
  return program;
}

function contextOf(rest: Partial<CallContext> = {}): CallContext {
  const nothing = () => undefined;
  return { signal: new AbortController().signal, deadline: 9, log: nothing, progress: nothing, ...rest };
}

async function answer(program: SandboxProgram, context = contextOf()): Promise<unknown> {
  const { header, body } = await program.call(HEADER, IMAGE, context);
  expect(header).toEqual({});
  return JSON.parse(Buffer.from(body ?? []).toString());
}

describe('the program of a plugin’s process', () => {
  it('hands the plugin its payload and its context, and gives its output back as JSON', async () => {
    const program = await loaded(`export default {
      run: ({ image, ...facts }, { jobId, deadline, signal }) =>
        ({ facts, image: [...image], jobId, deadline, aborted: signal.aborted }),
    }`);
    const { payload, jobId } = HEADER;
    expect(await answer(program)).toEqual({
      facts: payload,
      image: [1, 2, 3],
      jobId,
      deadline: 9,
      aborted: false,
    });
  });

  it('passes on what the plugin logs and how far it is', async () => {
    const [start, call] = [collect(), collect()];
    const program = await loaded(
      `const each = ({ logger }) => { for (const level in logger) logger[level]('at ' + level); };
      export default { initialize: each, run(_, context) { each(context); context.progress(0.5); context.progress(1, 'done'); return {}; } }`,
      start.log,
    );
    const said: unknown[] = [];
    await answer(program, contextOf({ log: call.log, progress: (...told) => void said.push(told) }));
    const lines = ['debug', 'info', 'warn', 'error'].map((level) => [level, `at ${level}`]);
    expect([start.lines, call.lines]).toEqual([lines, lines]);
    expect(said).toEqual([
      [0.5, ''],
      [1, 'done'],
    ]);
  });

  it('lets the plugin put its things away, where it has any', async () => {
    const program = await loaded(
      'export default { run: () => ({}), dispose() { globalThis.disposed = true; } }',
    );
    await program.dispose?.();
    expect((globalThis as { disposed?: unknown }).disposed).toBe(true);
    await (await loaded('export default { run: () => ({}) }')).dispose?.();
    await pluginProgram().dispose?.();
  });

  it.each([
    ['has no default export', 'export const run = 1', 'The entry module has no default export.'],
    ['has no run', 'export default { walk() {} }', 'has no function `run`'],
    [
      'has an initialize that is none',
      'export default { run() {}, initialize: 7 }',
      'has an `initialize` that is no function',
    ],
    [
      'has a dispose that is none',
      'export default { run() {}, dispose: null }',
      'has an `dispose` that is no function',
    ],
    ['throws when it is imported', 'throw new Error("at load")', 'at load'],
    [
      'throws when it is initialised',
      'export default { run() {}, initialize() { throw new Error("no model") } }',
      'no model',
    ],
  ])('refuses a plugin that %s', async (_what, code, message) => {
    await expect(loaded(code)).rejects.toThrow(message);
  });

  it.each([
    ['throws', 'throw new Error("kaboom")', 'kaboom'],
    ['rejects', 'return Promise.reject(new Error("later"))', 'later'],
    [
      'may not do what it does',
      'throw Object.assign(new Error(), { code: "ERR_ACCESS_DENIED", permission: "ChildProcess" })',
      'It may not start other processes',
    ],
    ['gives back more than it may', 'return { text: "x".repeat(2000) }', '1000'],
  ])('fails a call whose plugin %s', async (_what, body, message) => {
    const program = await loaded(`export default { run() { ${body} } }`);
    await expect(program.call(HEADER, IMAGE, contextOf())).rejects.toThrow(message);
  });

  it('refuses a call before there is a plugin', async () => {
    await expect(pluginProgram().call(HEADER, IMAGE, contextOf())).rejects.toThrow(
      'the plugin was not initialised',
    );
  });
});
