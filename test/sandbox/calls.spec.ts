import { openPool } from './support/told-program.js';

describe('a call into a sandbox', () => {
  it('brings back what the program answers', async () => {
    const { tell, pool } = openPool();
    await expect(tell('return 1 + 1')).resolves.toBe(2);
    expect(pool.stats()).toEqual({ processes: 1, busy: 0, queued: 0, restarts: 0 });
  });
});
