import {
  SandboxPool,
  type ProcessBudget,
  type SandboxCall,
  type SandboxFailure,
  type SandboxFailureKind,
  type SandboxSpec,
} from '@gatehouse/sandbox';
import { processesOf } from './processes-of.js';
import { temporaryFolder } from './temporary-folder.js';

/** The program that does what it is told; its calls carry the text of a function body. */
const TOLD = new URL('../../fixtures/programs/told.mjs', import.meta.url);

const open: { readonly pool: SandboxPool; readonly mark: string }[] = [];

afterEach(async () => {
  for (const { pool, mark } of open.splice(0)) {
    await pool.close();
    const left = processesOf(mark);
    expect(left).toEqual([]);
  }
});

/** A pool of the told program, and what a test needs to see it from outside. */
export interface ToldPool {
  readonly pool: SandboxPool;
  /** A folder that the processes may read; its path stands in their command lines and in no others. */
  readonly mark: string;
  /** Runs a function body in a process; its value is the result. It knows `given`, `body`, `context`, `kept`. */
  readonly tell: (code: string, call?: Partial<SandboxCall>) => Promise<unknown>;
  /** Runs a function body that ends without an answer. */
  readonly fails: (
    code: string,
    call?: Partial<SandboxCall>,
  ) => Promise<readonly [SandboxFailureKind, string]>;
}

/** Opens a pool. It is closed after the test, and no process of it may be left. */
export function openPool(overrides: Partial<SandboxSpec> = {}, budget?: ProcessBudget): ToldPool {
  const mark = temporaryFolder();
  const readPaths = [mark, ...(overrides.readPaths ?? [])];
  const pool = new SandboxPool({ ...toldSpec(), ...overrides, readPaths }, budget);
  open.push({ pool, mark });
  const tell: ToldPool['tell'] = async (code, call = {}) => {
    const whole = { body: new Uint8Array(0), timeoutMs: 20_000, ...call, header: { code, ...call.header } };
    return (await pool.call(whole)).header['result'];
  };
  return {
    pool,
    mark,
    tell,
    fails: async (code, call) => {
      const { kind, message } = await tell(code, call).then(
        (result) => {
          throw new Error(`it answered ${JSON.stringify(result)}`);
        },
        (failure: unknown) => failure as SandboxFailure, // a pool rejects with nothing else
      );
      return [kind, message];
    },
  };
}

/** A tight but sufficient spec of the told program. */
function toldSpec(): SandboxSpec {
  return {
    name: 'told',
    owner: '/tests',
    program: TOLD,
    argument: {},
    readPaths: [],
    writePaths: [],
    addons: false,
    network: false,
    memoryMb: 64,
    startTimeoutMs: 20_000,
    maxReplyBytes: 1024 * 1024,
    maxProcesses: 1,
    idleMs: 60_000,
    maxQueue: 8,
  };
}
