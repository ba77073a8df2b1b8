import { LIFECYCLE_STATE, type PluginHealth, type PluginPayload } from '@gatehouse/contracts';
import type { ErrorCode } from '@gatehouse/errors';
import { isFailure, ToolRunner } from '@gatehouse/execution/internal';
import { forgedPng } from '../support/images/forged.js';
import { sample } from '../support/images/samples.js';
import { COSTLY_SCHEMA } from './support/costly-schema.js';
import { openExecution } from './support/open-execution.js';
import { STEERED } from './support/steered-plugin.js';

const png = await sample('png');
const gif = await sample('gif');
/** Its header is sound and its pixels are not. */
const hollow = forgedPng(8, 8);

const { app, registry } = await openExecution({
  steered: STEERED,
  missing: { manifest: { requires: { packages: ['no-such-package'] } } },
  costly: { manifest: { options_schema: COSTLY_SCHEMA } },
});
const gate = app.get(ToolRunner);

const payload = (more: Partial<PluginPayload> = {}): PluginPayload => ({
  image: png,
  mimeType: null,
  options: {},
  ...more,
});

const REFUSED: readonly [ErrorCode, plugin: string, PluginPayload][] = [
  ['PLUGIN_NOT_FOUND', 'nobody', payload()],
  ['PLUGIN_UNAVAILABLE', 'missing', payload()],
  ['IMAGE_EMPTY', 'steered', payload({ image: new Uint8Array() })],
  ['IMAGE_TYPE_UNKNOWN', 'steered', payload({ image: Buffer.from('no image at all') })],
  ['IMAGE_TYPE_MISMATCH', 'steered', payload({ mimeType: 'image/jpeg' })],
  ['IMAGE_TYPE_NOT_ACCEPTED', 'steered', payload({ image: gif })],
  ['IMAGE_TOO_MANY_PIXELS', 'steered', payload({ image: forgedPng(20_000, 20_000) })],
  ['OPTIONS_INVALID', 'steered', payload({ options: { count: 0 } })],
  ['PLUGIN_SCHEMA_TOO_COSTLY', 'costly', payload({ options: { a: 1 } })],
];

function counts(name: string): Partial<PluginHealth> {
  const { errorCount, successCount, state, lastUsed } = registry.health(name) ?? {};
  return JSON.parse(JSON.stringify({ errorCount, successCount, state, lastUsed })) as Partial<PluginHealth>; // its own keys
}

describe('the check of a submission [IN-01] [PATH-05]', () => {
  it.each(REFUSED)(
    'refuses with %s what an execution would refuse, in the same words',
    async (code, name, given) => {
      const refusal = gate.check(name, given);
      const outcome = await gate.run(name, given);
      if (!isFailure(outcome)) throw new Error('the execution succeeded');
      const { message, details, type, plugin } = outcome[1];
      expect(refusal).toMatchObject({ message, type, plugin, details: { ...details, code } });
    },
  );

  it('counts a refusal once, and the state is that of the plugin', () => {
    const before = registry.health('steered')?.errorCount ?? 0;
    gate.check('steered', payload({ image: new Uint8Array() }));
    expect(registry.health('steered')).toMatchObject({
      errorCount: before + 1,
      state: LIFECYCLE_STATE.INITIALIZED,
    });
  });

  it('counts nothing where the submission passes: its execution will', () => {
    const before = counts('steered');
    expect(gate.check('steered', payload())).toBeNull();
    expect(counts('steered')).toEqual(before);
  });

  it('decodes nothing: an image whose pixels are none shows when it is run', async () => {
    expect(gate.check('steered', payload({ image: hollow }))).toBeNull();
    expect(await gate.run('steered', payload({ image: hollow }))).toMatchObject([
      {},
      { details: { code: 'IMAGE_UNDECODABLE' } },
    ]);
  });

  it('names the request, and no job', () => {
    const given = payload({ image: new Uint8Array() });
    const { details } = gate.check('steered', given, { jobId: null, requestId: 'r-1' }) ?? {};
    expect(details).toMatchObject({ request_id: 'r-1', job_id: null });
  });
});
