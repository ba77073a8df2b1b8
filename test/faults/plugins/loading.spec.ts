import { join } from 'node:path';
import { processesOf } from '../../sandbox/support/processes-of.js';
import { expectEnvelope } from '../../support/expect-envelope.js';
import type { Answer } from '../../support/http.js';
import { LOADING, type LoadFault } from '../catalogue/loading.js';
import { expectGood } from '../support/expect-fault-answer.js';
import { FaultScene } from '../support/fault-scene.js';
import { FaultTable } from '../support/fault-table.js';

/** The server gives loading 30 s, and the machine may be slow. */
const LOADING_MS = 60_000;

const nameOf = (fault: LoadFault): string => `load-${String(LOADING.indexOf(fault)).padStart(2, '0')}`;
const hangs = ({ reason }: LoadFault): boolean => String(reason).includes('not ready');

const table = new FaultTable('loading');
const scene = await FaultScene.open(
  Object.fromEntries(LOADING.map((fault) => [nameOf(fault), fault.source])),
  [],
);

afterAll(async () => {
  table.writeReport();
  await scene.server.dispose();
});

/** The author is told the place inside the plugin's folder; no other may stand in an answer. */
function withoutPlace(answer: Answer): Answer {
  return { ...answer, text: answer.text.replace(/ index\.js:\d+:\d+ /, ' ') };
}

describe('while plugins hang in their loading', () => {
  it(
    'the server is live, another plugin works, and their own callers are told when it is over',
    async () => {
      const early = LOADING.filter(hangs).map((fault) => scene.callWell(nameOf(fault)));
      expect(early.length).toBeGreaterThan(1);
      expect((await scene.client.get('/v1/health/live')).status).toBe(200);
      for (let count = 0; count < 20; count++) expectGood(await scene.callWell());
      for (const answer of await Promise.all(early)) expectEnvelope(answer, 'PLUGIN_LOAD_FAILED');
    },
    LOADING_MS,
  );
});

describe('a plugin that', () => {
  beforeAll(() => scene.client.started(LOADING.map(nameOf)), LOADING_MS);

  it.each(LOADING)(
    '$what is listed with why, costs its caller one answer and nobody anything',
    async (fault) => {
      const { what, told, state, reason } = fault;
      const plugin = nameOf(fault);
      const before = await scene.client.health(plugin);
      expect(before).toMatchObject({
        state,
        reason: reason === null ? null : (expect.stringMatching(reason) as unknown),
      });

      const startedAt = performance.now();
      const [answer, good] = await Promise.all([scene.callWell(plugin), scene.callWell()]);
      const tookMs = Math.round(performance.now() - startedAt);
      expectGood(good);
      if (told === null) expectGood(answer);
      else expect(expectEnvelope(withoutPlace(answer), told).plugin).toBe(plugin);
      const failed = told === null ? 0 : 1;
      expect(await scene.client.health(plugin)).toMatchObject({
        success_count: before.success_count + 1 - failed,
        error_count: before.error_count + failed,
      });
      if (state !== 'INITIALIZED') expect(processesOf(join(scene.folder, plugin))).toEqual([]);
      table.add({ what, gets: told ?? 'answer', tookMs });
    },
  );

  it('has the name of another is listed as FAILED, and the other serves', async () => {
    const { json } = await scene.client.get('/v1/plugins');
    const listed = (json as { name: string; state: string }[]).filter(({ name }) => /^good\b/.test(name)); // the list, pinned elsewhere
    expect(listed).toMatchObject([
      { name: 'good', state: 'INITIALIZED' },
      { state: 'FAILED', reason: expect.stringContaining('Rename one of them') as unknown },
    ]);
    expectGood(await scene.callWell());
  });

  it('was seen doing what docs/faults.md says', () => {
    table.expectOnPage();
  });
});
