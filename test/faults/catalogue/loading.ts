import type { ErrorCode } from '@gatehouse/errors';
import type { PluginSource } from '../../support/plugin-folder.js';

/** A plugin whose folder or code cannot be loaded. */
export interface LoadFault {
  readonly source: PluginSource;
  /** Ends the sentence "A plugin that …". */
  readonly what: string;
  /** What whoever calls it is told; null where it works all the same. */
  readonly told: ErrorCode | null;
  readonly state: 'FAILED' | 'UNAVAILABLE' | 'INITIALIZED';
  /** What the operator is told. */
  readonly reason: RegExp | null;
}

const RUNS = `run: () => ({ ok: true })`;

const failed = (what: string, reason: RegExp, source: PluginSource): LoadFault => ({
  what,
  told: 'PLUGIN_LOAD_FAILED',
  state: 'FAILED',
  reason,
  source,
});

const unavailable = (
  what: string,
  reason: RegExp,
  manifest: Readonly<Record<string, unknown>>,
): LoadFault => ({
  what,
  told: 'PLUGIN_UNAVAILABLE',
  state: 'UNAVAILABLE',
  reason,
  source: { manifest },
});

const code = (text: string): PluginSource => ({ code: text, manifest: { limits: { memory_mb: 64 } } });

/** What keeps a plugin from being loaded; each has a folder of its own. */
export const LOADING: readonly LoadFault[] = [
  failed('has no manifest', /no plugin\.json/, { manifest: null }),
  failed('has a manifest that is no JSON', /not JSON/, { manifest: '{ "name": ' }),
  failed('has a manifest of the wrong shape', /not valid/, { manifest: { limits: { memory_mb: 'all' } } }),
  failed('has a bad name', /not valid: \/name/, { manifest: { name: '../good' } }),
  failed('has another name than its folder', /Give both one name/, { manifest: { name: 'another' } }),
  failed('is made for another plugin API', /plugin API/, { manifest: { engine: '^9.0.0' } }),
  failed('has no entry', /entry/, { code: null }),
  failed('has a syntax error', /could not be started/, code('export default {')),
  failed(
    'imports what is not there',
    /no-such-package/,
    code(`import 'no-such-package'; export default { ${RUNS} };`),
  ),
  failed(
    'imports what it may not',
    /could not be started/,
    code(`import 'file:///etc/passwd'; export default { ${RUNS} };`),
  ),
  failed('exports nothing', /default export/, code(`export const a = 1;`)),
  failed('exports no run', /no function `run`/, code(`export default {};`)),
  failed(
    'exports a Proxy that throws',
    /could not be started/,
    code(`export default new Proxy({}, { get() { throw new Error('trap'); } });`),
  ),
  failed('throws while it loads', /at load/, code(`throw new Error('at load');`)),
  failed('throws null while it loads', /could not be started/, code(`throw null;`)),
  failed('exits while it loads', /exit code 4/, code(`process.exit(4);`)),
  failed('aborts while it loads', /SIGABRT/, code(`process.abort();`)),
  failed(
    'runs out of memory while it loads',
    /64 MB of memory/,
    code(`const kept = []; for (;;) kept.push([...Array(1000).keys()]);`),
  ),
  failed(
    'floods its channel while it loads',
    /channel/,
    code(`
    import fs from 'node:fs';
    const flood = Buffer.concat(new Array(5000).fill(Buffer.from([19, 0, 0, 0, 2, 0, 0, 0, 0, 123, 125])));
    for (;;) try { fs.writeSync(3, flood); } catch {}`),
  ),
  failed(
    'answers before it was asked',
    /frame out of turn/,
    code(`
    import fs from 'node:fs';
    fs.writeSync(3, Buffer.from([20, 0, 0, 0, 2, 0, 0, 0, 0, 123, 125])); await new Promise(() => {});`),
  ),
  failed(
    'starts a process while it loads',
    /could not be started/,
    code(`
    import { execSync } from 'node:child_process'; execSync('true'); export default { ${RUNS} };`),
  ),
  failed(
    'throws while it initialises',
    /no model/,
    code(`export default { initialize() { throw new Error('no model'); }, ${RUNS} };`),
  ),
  failed(
    'exits while it initialises',
    /exit code 0/,
    code(`export default { initialize() { process.exit(0); }, ${RUNS} };`),
  ),
  failed(
    'throws beside its initialisation',
    /beside|exit code 1/,
    code(`
    export default { initialize() { setTimeout(() => { throw new Error('beside'); }, 1); return new Promise(() => {}); }, ${RUNS} };`),
  ),
  failed('never ends loading', /not ready within 30000 ms/, code(`await new Promise(() => {});`)),
  // Blocks its thread as a loop does, and leaves the cores to the other tests.
  failed(
    'blocks while it loads',
    /not ready within 30000 ms/,
    code(`Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`),
  ),
  failed(
    'never ends initialising',
    /not ready within 30000 ms/,
    code(`export default { initialize: () => new Promise(() => {}), ${RUNS} };`),
  ),
  unavailable('asks for the network', /PLUGIN_GRANTS/, { permissions: { network: true } }),
  unavailable('asks for native code', /PLUGIN_GRANTS/, { permissions: { addons: true } }),
  unavailable('needs a package that is not there', /npm install/, {
    requires: { packages: ['no-such-package'] },
  }),
  unavailable('needs a file that is not there', /model\.bin/, { requires: { files: ['model.bin'] } }),
  {
    what: 'says that it is ready before it is',
    told: null,
    state: 'INITIALIZED',
    reason: null,
    source: code(`
    import fs from 'node:fs';
    fs.writeSync(3, Buffer.from([16, 0, 0, 0, 2, 0, 0, 0, 0, 123, 125])); export default { ${RUNS} };`),
  },
  {
    what: 'says that it is ready and never is',
    told: 'PLUGIN_TIMED_OUT',
    state: 'INITIALIZED',
    reason: null,
    source: {
      manifest: { limits: { timeout_ms: 1000 } },
      code: `
        import fs from 'node:fs';
        fs.writeSync(3, Buffer.from([16, 0, 0, 0, 2, 0, 0, 0, 0, 123, 125]));
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`,
    },
  },
];
