import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SandboxPool } from '@gatehouse/sandbox';
import { timeOf } from '../measure/repeat.ts';
import { EMPTY_PLUGIN_ALONE } from '../targets/empty-plugin.ts';
import type { Dispatcher } from './dispatcher.ts';

const PROGRAM = new URL('../../../libs/plugins/dist/host/plugin-program.js', import.meta.url);
const OUTPUT = Object.freeze({ maxBytes: 1024 * 1024, maxDepth: 64, maxValues: 10_000 });
const TIMEOUT_MS = 60_000;

/** Hardened processes of the plugin `empty`, as a server has them, without the gate before them. */
export function sandboxDispatcher(processes: number): Dispatcher {
  const folder = join(EMPTY_PLUGIN_ALONE.PLUGIN_PATHS, EMPTY_PLUGIN_ALONE.PLUGIN_ONLY);
  const pool = new SandboxPool({
    name: 'plugin:empty',
    owner: fileURLToPath(import.meta.url),
    program: PROGRAM,
    argument: { folder, entry: pathToFileURL(join(folder, 'index.js')).href, output: OUTPUT },
    readPaths: [folder],
    writePaths: [],
    addons: false,
    network: false,
    memoryMb: 128,
    startTimeoutMs: TIMEOUT_MS,
    maxReplyBytes: OUTPUT.maxBytes,
    maxProcesses: processes,
    idleMs: TIMEOUT_MS,
    maxQueue: 1000,
  });
  const facts = {
    mimeType: 'image/jpeg',
    width: 640,
    height: 480,
    original: { width: 640, height: 480 },
    options: {},
  };
  const header = { payload: facts, jobId: null };
  return {
    call: (body) => timeOf(() => pool.call({ header, body, timeoutMs: TIMEOUT_MS })),
    close: () => pool.close(),
  };
}
