// The hardened processes of the plugin `empty`, as a server has them, without the gate before them.
import { fileURLToPath } from 'node:url';
import { SandboxPool } from '@gatehouse/sandbox';

const PROGRAM = new URL('../../../libs/plugins/dist/host/plugin-process.js', import.meta.url);
const FOLDER = new URL('../../../test/fixtures/plugins/empty/', import.meta.url);
const OUTPUT = Object.freeze({ maxBytes: 1024 * 1024, maxDepth: 64, maxValues: 10_000 });
const TIMEOUT_MS = 60_000;
const SIZE = Object.freeze({ width: 640, height: 480 });
const HEADER = Object.freeze({
  payload: { mimeType: 'image/jpeg', ...SIZE, original: SIZE, options: {} },
  jobId: null,
});

export function openEmptyPool(processes) {
  const folder = fileURLToPath(FOLDER);
  const pool = new SandboxPool({
    name: 'plugin:empty',
    owner: folder,
    program: PROGRAM,
    argument: { folder, entry: new URL('index.js', FOLDER).href, output: OUTPUT },
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
  return {
    call: (body) => pool.call({ header: HEADER, body, timeoutMs: TIMEOUT_MS }),
    close: () => pool.close(),
  };
}
