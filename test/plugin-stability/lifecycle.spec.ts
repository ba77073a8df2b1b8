import fc from 'fast-check';
import { LIFECYCLE_STATE, type LifecycleState } from '@gatehouse/contracts';
import { PluginLifecycle } from '../../libs/plugins/src/lifecycle/plugin-lifecycle.js';
import { TRANSITIONS } from '../../libs/plugins/src/lifecycle/transition-table.js';

const STATES = Object.values(LIFECYCLE_STATE);

// frozen here: a step that is added to the table must be added on purpose
const LEGAL = [
  'LOADED → INITIALIZED',
  'LOADED → RUNNING',
  'LOADED → FAILED',
  'LOADED → UNAVAILABLE',
  'INITIALIZED → RUNNING',
  'INITIALIZED → FAILED',
  'INITIALIZED → UNAVAILABLE',
  'INITIALIZED → LOADED',
  'RUNNING → INITIALIZED',
  'RUNNING → FAILED',
  'RUNNING → UNAVAILABLE',
  'RUNNING → LOADED',
  'FAILED → RUNNING',
  'FAILED → UNAVAILABLE',
  'FAILED → LOADED',
  'UNAVAILABLE → RUNNING',
  'UNAVAILABLE → LOADED',
];

function strict(): PluginLifecycle {
  return new PluginLifecycle('p', (message) => {
    throw new Error(message);
  });
}

describe('the lifecycle of a plugin [LIFE-02]', () => {
  it('knows five states and these steps [LIFE-01]', () => {
    expect([...STATES].sort()).toEqual(['FAILED', 'INITIALIZED', 'LOADED', 'RUNNING', 'UNAVAILABLE']);
    expect(STATES.flatMap((from) => TRANSITIONS[from].map((to) => `${from} → ${to}`)).sort()).toEqual(
      [...LEGAL].sort(),
    );
  });

  it('begins LOADED, without a reason or a past', () => {
    expect(strict()).toMatchObject({ state: 'LOADED', reason: null, history: [] });
  });

  it('takes the steps of the table, refuses all others, and remembers those it took', () => {
    const step = fc.record({
      to: fc.constantFrom(...STATES),
      reason: fc.option(fc.string()),
      actor: fc.constantFrom('loader' as const, 'execution' as const, 'operator' as const),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const lifecycle = strict();
        let state: LifecycleState = 'LOADED';
        let reason: string | null = null;
        const taken: unknown[] = [];
        for (const { to, reason: why, actor } of steps) {
          const legal = LEGAL.includes(`${state} → ${to}`);
          if (legal) taken.push({ from: state, to, reason: why, actor });
          if (legal || to === state) {
            lifecycle.step(to, actor, why);
            [state, reason] = [to, to === 'FAILED' || to === 'UNAVAILABLE' ? why : null];
          } else {
            expect(() => {
              lifecycle.step(to, actor, why);
            }).toThrow(`Plugin p cannot go from ${state} to ${to}.`);
          }
          expect(lifecycle).toMatchObject({ state, reason });
        }
        expect(lifecycle.history).toMatchObject(taken);
        expect(lifecycle.history.every(({ at }) => at instanceof Date)).toBe(true);
      }),
    );
  });

  it('goes on where an illegal step is only reported', () => {
    const reported: string[] = [];
    const lifecycle = new PluginLifecycle('p', (message) => reported.push(message));
    lifecycle.step('UNAVAILABLE', 'execution');
    lifecycle.step('INITIALIZED', 'execution');
    expect(reported).toEqual(['Plugin p cannot go from UNAVAILABLE to INITIALIZED.']);
    expect(lifecycle).toMatchObject({ state: 'UNAVAILABLE' });
    expect(lifecycle.history).toHaveLength(1);
  });

  it('keeps what tells more than that executions came and went', () => {
    const lifecycle = strict();
    lifecycle.step('INITIALIZED', 'loader');
    lifecycle.step('FAILED', 'execution', 'it threw');
    for (let count = 0; count < 80; count++) {
      lifecycle.step('RUNNING', 'execution');
      lifecycle.step('INITIALIZED', 'execution');
    }
    expect(lifecycle.history).toHaveLength(100);
    expect(lifecycle.history.slice(0, 2)).toMatchObject([{ actor: 'loader' }, { reason: 'it threw' }]);
  });

  it('keeps the last hundred steps', () => {
    const lifecycle = strict();
    for (let count = 0; count < 80; count++) {
      lifecycle.step('RUNNING', 'execution', `${count}`);
      lifecycle.step('INITIALIZED', 'execution', `${count}`);
    }
    expect(lifecycle.history).toHaveLength(100);
    expect(lifecycle.history[0]).toMatchObject({ to: 'RUNNING', reason: '30' });
  });
});
