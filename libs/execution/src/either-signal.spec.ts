import { eitherSignal } from './either-signal.js';

describe('a signal that stands for two', () => {
  const pair = (): [AbortController, AbortController] => [new AbortController(), new AbortController()];

  it.each([0, 1] as const)('is aborted with the reason of whichever is first: %d', (first) => {
    const controllers = pair();
    const { signal } = eitherSignal(controllers[0].signal, controllers[1].signal);
    expect(signal.aborted).toBe(false);
    controllers[first].abort('first');
    controllers[1 - first]?.abort('second');
    expect(signal).toMatchObject({ aborted: true, reason: 'first' });
  });

  it('is aborted at once where one is already', () => {
    const [one] = pair();
    expect(eitherSignal(one.signal, AbortSignal.abort('before')).signal.reason).toBe('before');
  });

  it('hears nothing any more once it is let go', () => {
    const [one, other] = pair();
    const { signal, letGo } = eitherSignal(one.signal, other.signal);
    letGo();
    one.abort();
    other.abort();
    expect(signal.aborted).toBe(false);
  });
});
