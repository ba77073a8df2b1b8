import { Trouble } from '../../libs/client/src/events/trouble.js';

describe('Trouble', () => {
  it('counts failures in a row, and their time from the first one', () => {
    const trouble = new Trouble();
    trouble.begin(0);
    expect(trouble.fail(500)).toEqual({ attempt: 1, elapsedMs: 0 });
    trouble.begin(700);
    trouble.hear(false, 701);
    expect(trouble.fail(900)).toEqual({ attempt: 2, elapsedMs: 400 });
  });

  it('is over with an event', () => {
    const trouble = new Trouble();
    trouble.begin(0);
    trouble.fail(10);
    trouble.begin(20);
    trouble.hear(true, 21);
    expect(trouble.fail(5000)).toEqual({ attempt: 1, elapsedMs: 0 });
  });

  it('is over with a connection that held, however long nothing but signs of life came', () => {
    const trouble = new Trouble();
    trouble.begin(0);
    trouble.fail(10);
    trouble.begin(20);
    for (const now of [21, 15_021, 30_021]) trouble.hear(false, now);
    expect(trouble.fail(3_600_000)).toEqual({ attempt: 1, elapsedMs: 0 });
  });

  it('goes on with a server that lets everybody in and sends them away', () => {
    const trouble = new Trouble();
    const attempts = [0, 100, 200].map((now) => {
      trouble.begin(now);
      trouble.hear(false, now + 1);
      return trouble.fail(now + 2).attempt;
    });
    expect(attempts).toEqual([1, 2, 3]);
  });
});
