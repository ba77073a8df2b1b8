import { Stopwatch } from './stopwatch.js';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe('the stopwatch [MET-02]', () => {
  it('measures from where the plugin began, and not what was before', async () => {
    const stopwatch = new Stopwatch();
    const before = performance.now();
    await pause(50);
    const control = stopwatch.startedBy({ jobId: 'job_1', requestId: null });
    control.onStart?.();
    await pause(20);
    const elapsed = stopwatch.stop();
    expect(elapsed).toBeGreaterThan(15);
    expect(elapsed).toBeLessThan(performance.now() - before - 40);
  });

  it('stands where it was stopped first', async () => {
    const stopwatch = new Stopwatch();
    stopwatch.startedBy({ jobId: null, requestId: null }).onStart?.();
    const elapsed = stopwatch.stop();
    await pause(20);
    expect(stopwatch.stop()).toBe(elapsed);
  });

  it('shows nothing where the plugin never began', () => {
    const stopwatch = new Stopwatch();
    stopwatch.startedBy({ jobId: null, requestId: null });
    expect(stopwatch.stop()).toBe(0);
  });

  it('keeps the control as it is, and tells whoever else waits for the beginning', () => {
    let begun = 0;
    const control = { jobId: 'job_1', requestId: 'req_1', onStart: () => (begun += 1) };
    const started = new Stopwatch().startedBy(control);
    expect(started).toMatchObject({ jobId: 'job_1', requestId: 'req_1' });
    started.onStart?.();
    expect(begun).toBe(1);
  });
});
