import type { RunPayload } from '@gatehouse/contracts';
import type { PluginRegistry } from '@gatehouse/plugins';
import type { PluginSource } from '../support/plugin-folder.js';
import { openRegistry } from './support/open-registry.js';

const PLUGINS = 14;

const payload: RunPayload = {
  image: Uint8Array.of(1),
  mimeType: 'image/png',
  width: 1,
  height: 1,
  original: { width: 1, height: 1 },
  options: {},
};

function openMany(places: number): { readonly registry: PluginRegistry; readonly names: readonly string[] } {
  const names = Array.from({ length: PLUGINS }, (_, at) => `plugin-${String(at).padStart(2, '0')}`);
  const code = (name: string): PluginSource => ({
    code: `export default { run: () => ({ name: '${name}' }) };`,
  });
  const sources = Object.fromEntries(names.map((name) => [name, code(name)]));
  return { ...openRegistry([sources], { SANDBOX_MAX_PROCESSES: String(places) }), names };
}

describe('more plugins than there may be processes [STAB-02]', () => {
  it('all start, stay ready without a process, and run in turn', async () => {
    const { registry, names } = openMany(3);
    const permit = registry.claimExecutionPermit();
    const failures: string[] = [];
    await registry.startAll((name) => failures.push(name));
    expect(failures).toEqual([]);
    expect(names.filter((name) => !registry.isReady(name))).toEqual([]);
    const run = async (name: string): Promise<unknown> =>
      registry.handle(name)?.run(permit, payload, { jobId: null, requestId: null });
    await expect(Promise.all(names.map(run))).resolves.toEqual(names.map((name) => ({ name })));
    for (const name of names.slice(0, 5)) await expect(run(name)).resolves.toEqual({ name });
    expect(names.filter((name) => !registry.isReady(name))).toEqual([]);
  });
});
