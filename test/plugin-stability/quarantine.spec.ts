import type { ExecutionControl, RunPayload } from '@gatehouse/contracts';
import type { ExecutionPermit, PluginRegistry } from '@gatehouse/plugins';
import { openRegistry } from './support/open-registry.js';

/** What the plugin of these tests is told to do, in order of its calls. */
type Deed = 'answer' | 'throw' | 'exit' | 'hang' | 'wait';

const CONTROL: ExecutionControl = { jobId: null, requestId: null };
const TRIAL_AFTER_MS = 300;
const CODE = `export default { async run({ options: { deed } }) {
  if (deed === 'throw') throw new Error('kaboom');
  if (deed === 'exit') process.exit(1);
  if (deed === 'hang') for (;;);
  if (deed === 'wait') await new Promise((resolve) => setTimeout(resolve, 400));
  return { deed };
} };`;

const payload = (deed: Deed): RunPayload => ({
  image: new Uint8Array([1]),
  mimeType: 'image/png',
  width: 1,
  height: 1,
  original: { width: 1, height: 1 },
  options: { deed },
});

interface Opened {
  readonly registry: PluginRegistry;
  readonly act: (deed: Deed, control?: ExecutionControl) => Promise<string>;
  readonly state: () => string | undefined;
}

/** A registry with one plugin, driven as the gate drives it; `act` tells the code of a failure. */
function open(): Opened {
  const { registry } = openRegistry(
    [{ p: { code: CODE, manifest: { limits: { timeout_ms: 400, max_concurrency: 2 } } } }],
    {},
    { faults: 3, withinMs: 60_000, firstTrialAfterMs: TRIAL_AFTER_MS, longestTrialAfterMs: 60_000 },
  );
  const permit = registry.claimExecutionPermit();
  const act = async (deed: Deed, control = CONTROL): Promise<string> => {
    const [told, state] = await attempt(registry, permit, deed, control);
    registry.updateExecutionMetrics('p', state, 1, state === 'FAILED');
    return told;
  };
  return { registry, act, state: () => registry.health('p')?.state };
}

async function attempt(
  registry: PluginRegistry,
  permit: ExecutionPermit,
  deed: Deed,
  control: ExecutionControl,
): Promise<readonly [string, 'INITIALIZED' | 'FAILED']> {
  const handle = registry.handle('p');
  try {
    handle?.requireRunnable();
    await handle?.run(permit, payload(deed), control);
    return ['ok', 'INITIALIZED'];
  } catch (thrown) {
    return [(thrown as { code: string }).code, 'FAILED']; // the registry throws nothing but errors of the catalogue
  }
}

const trialTime = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, TRIAL_AFTER_MS + 50));

describe('a plugin whose process is lost again and again [STAB-03]', () => {
  it('is taken out of service at the third time, and says why and when it is tried again', async () => {
    const { act, state, registry } = open();
    expect([await act('exit'), await act('hang'), state()]).toEqual([
      'PLUGIN_CRASHED',
      'PLUGIN_TIMED_OUT',
      'FAILED',
    ]);
    expect([await act('exit'), state()]).toEqual(['PLUGIN_CRASHED', 'UNAVAILABLE']);
    expect(registry.health('p')?.reason).toMatch(
      /^It cost the server too much too often.*exit code 1.*The first request after \d{4}-\d\d-\d\dT[\d:.]+Z tries it again\.$/,
    );
    expect(registry.isReady('p')).toBe(false);
  });

  it('is not called while it is out, and its callers are told how long', async () => {
    const { act, registry } = open();
    for (let fault = 0; fault < 3; fault++) await act('exit');
    const refused = (): unknown => registry.handle('p')?.requireRunnable();
    expect(refused).toThrow(expect.objectContaining({ code: 'PLUGIN_UNAVAILABLE' }) as Error);
    let waitMs: number | null = null;
    try {
      refused();
    } catch (thrown) {
      waitMs = (thrown as { retryAfterMs: number }).retryAfterMs; // a refusal, as shown above
    }
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(TRIAL_AFTER_MS);
  });

  it('comes back with the first good execution after its time, without anybody’s help', async () => {
    const { act, state, registry } = open();
    for (let fault = 0; fault < 3; fault++) await act('exit');
    await trialTime();
    expect(registry.isReady('p')).toBe(true);
    expect([await act('answer'), state()]).toEqual(['ok', 'INITIALIZED']);
    expect([await act('exit'), await act('exit'), state()]).toEqual([
      'PLUGIN_CRASHED',
      'PLUGIN_CRASHED',
      'FAILED',
    ]);
  });

  it('comes back with an execution that throws: its process is sound', async () => {
    const { act, state } = open();
    for (let fault = 0; fault < 3; fault++) await act('exit');
    await trialTime();
    expect([await act('throw'), state()]).toEqual(['PLUGIN_THREW', 'FAILED']);
    expect([await act('answer'), state()]).toEqual(['ok', 'INITIALIZED']);
  });

  it('is tried by one execution at a time', async () => {
    const { act, state } = open();
    for (let fault = 0; fault < 3; fault++) await act('exit');
    await trialTime();
    const trial = act('hang');
    expect([await act('answer'), state()]).toEqual(['PLUGIN_UNAVAILABLE', 'RUNNING']);
    await expect(trial).resolves.toBe('PLUGIN_TIMED_OUT');
    expect(state()).toBe('UNAVAILABLE');
    await trialTime(); // doubled by now
    await expect(act('answer')).resolves.toBe('PLUGIN_UNAVAILABLE');
    await trialTime();
    expect([await act('answer'), state()]).toEqual(['ok', 'INITIALIZED']);
  });

  it('stays out when the caller of its trial gives up, and the next execution tries it', async () => {
    const { act, state } = open();
    for (let fault = 0; fault < 3; fault++) await act('exit');
    await trialTime();
    const gone = new AbortController();
    const trial = act('wait', { ...CONTROL, signal: gone.signal });
    setTimeout(() => {
      gone.abort();
    }, 50);
    expect([await trial, state()]).toEqual(['EXECUTION_CANCELLED', 'UNAVAILABLE']);
    expect([await act('answer'), state()]).toEqual(['ok', 'INITIALIZED']);
  });
});

describe('a plugin that throws [STAB-03]', () => {
  it('is never taken out of service', async () => {
    const { act, state } = open();
    for (let count = 0; count < 6; count++)
      expect([await act('throw'), state()]).toEqual(['PLUGIN_THREW', 'FAILED']);
    expect([await act('answer'), state()]).toEqual(['ok', 'INITIALIZED']);
  });
});
