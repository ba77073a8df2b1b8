import { FIRST_JOB_STATUS, isFinalStatus, JOB_TRANSITIONS, statusesBefore } from './job-transitions.js';

describe('the transition table', () => {
  it('is PENDING → RUNNING → SUCCESS | FAILED, and PENDING → FAILED', () => {
    expect(FIRST_JOB_STATUS).toBe('PENDING');
    expect(JOB_TRANSITIONS).toEqual({
      PENDING: ['RUNNING', 'FAILED'],
      RUNNING: ['SUCCESS', 'FAILED'],
      SUCCESS: [],
      FAILED: [],
    });
  });

  it('tells where a state can be entered from', () => {
    expect(statusesBefore('PENDING')).toEqual([]);
    expect(statusesBefore('RUNNING')).toEqual(['PENDING']);
    expect(statusesBefore('SUCCESS')).toEqual(['RUNNING']);
    expect(statusesBefore('FAILED')).toEqual(['PENDING', 'RUNNING']);
  });

  it('knows what is final', () => {
    expect((['PENDING', 'RUNNING', 'SUCCESS', 'FAILED'] as const).filter(isFinalStatus)).toEqual([
      'SUCCESS',
      'FAILED',
    ]);
  });

  it('cannot be changed at run time', () => {
    expect(Object.isFrozen(JOB_TRANSITIONS)).toBe(true);
    expect(Object.values(JOB_TRANSITIONS).every((next) => Object.isFrozen(next))).toBe(true);
  });
});
