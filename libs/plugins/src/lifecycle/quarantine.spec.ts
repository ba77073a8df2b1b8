import fc from 'fast-check';
import { Quarantine, type QuarantineRules } from './quarantine.js';

const RULES: QuarantineRules = {
  faults: 3,
  withinMs: 1000,
  firstTrialAfterMs: 100,
  longestTrialAfterMs: 400,
};

function out(quarantine: Quarantine, now: number): number {
  const verdict = quarantine.verdict(now);
  if (verdict.kind !== 'out') throw new Error(`it is ${verdict.kind}`);
  return verdict.trialAt;
}

describe('quarantine', () => {
  it('takes a plugin out at the third fault within the window', () => {
    const quarantine = new Quarantine(RULES);
    quarantine.recordFault(0);
    quarantine.recordFault(500);
    expect(quarantine.verdict(500)).toEqual({ kind: 'in_service' });
    quarantine.recordFault(999);
    expect(out(quarantine, 999)).toBe(1099);
  });

  it('forgets faults that are older than the window', () => {
    const quarantine = new Quarantine(RULES);
    quarantine.recordFault(0);
    quarantine.recordFault(500);
    quarantine.recordFault(1000);
    expect(quarantine.verdict(1000)).toEqual({ kind: 'in_service' });
  });

  it('allows one trial when its time has come, and no second one beside it', () => {
    const quarantine = taken();
    expect(quarantine.verdict(100)).toEqual({ kind: 'trial_due' });
    quarantine.beginTrial();
    expect(quarantine.verdict(100)).toEqual({ kind: 'on_trial' });
    quarantine.endTrial('untold', 100);
    expect(quarantine.verdict(100)).toEqual({ kind: 'trial_due' });
  });

  it('brings the plugin back when the trial comes to an end, with a clean record', () => {
    const quarantine = taken();
    quarantine.beginTrial();
    quarantine.endTrial('sound', 100);
    quarantine.recordFault(101);
    quarantine.recordFault(102);
    expect(quarantine.verdict(102)).toEqual({ kind: 'in_service' });
    quarantine.recordFault(103);
    expect(out(quarantine, 103)).toBe(203);
  });

  it('doubles the time to the next trial, up to the longest', () => {
    const quarantine = taken();
    const waits: number[] = [];
    let now = 100;
    for (let trial = 0; trial < 4; trial++) {
      quarantine.beginTrial();
      quarantine.endTrial('fault', now);
      const trialAt = out(quarantine, now);
      waits.push(trialAt - now);
      now = trialAt;
    }
    expect(waits).toEqual([200, 400, 400, 400]);
  });

  it('goes on counting faults of executions that were under way before the trial', () => {
    const quarantine = taken();
    quarantine.beginTrial();
    quarantine.recordFault(101);
    expect(quarantine.verdict(101)).toEqual({ kind: 'on_trial' });
  });

  it('is never out for longer than the longest wait, and never while fewer than three faults were seen', () => {
    const event = fc.constantFrom('fault', 'sound', 'untold', 'trial fault', 'try');
    fc.assert(
      fc.property(fc.array(fc.record({ wait: fc.nat(600), event }), { maxLength: 60 }), (steps) => {
        const quarantine = new Quarantine(RULES);
        let now = 0;
        let faults = 0;
        for (const { wait, event } of steps) {
          now += wait;
          const before = quarantine.verdict(now).kind;
          if (event === 'fault') {
            quarantine.recordFault(now);
            faults++;
          } else if (event === 'try') {
            if (before === 'trial_due') quarantine.beginTrial();
          } else if (before === 'on_trial') {
            quarantine.endTrial(event === 'trial fault' ? 'fault' : event, now);
          }
          const after = quarantine.verdict(now);
          if (after.kind === 'out')
            expect(after.trialAt - now).toBeLessThanOrEqual(RULES.longestTrialAfterMs);
          if (faults < RULES.faults) expect(after.kind).toBe('in_service');
          if (event === 'sound' && before === 'on_trial') expect(after.kind).toBe('in_service');
        }
      }),
    );
  });
});

function taken(): Quarantine {
  const quarantine = new Quarantine(RULES);
  for (let fault = 0; fault < RULES.faults; fault++) quarantine.recordFault(0);
  return quarantine;
}
