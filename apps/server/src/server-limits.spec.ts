import fc from 'fast-check';
import { readConfig } from '@gatehouse/config';
import { serverLimits } from './server-limits.js';

describe('the time in which a server answers', () => {
  it('is more than arrival, waiting, fetching, decoding, starting and running together, whatever the settings', () => {
    const ms = fc.integer({ min: 100, max: 3_600_000 });
    fc.assert(
      fc.property(ms, ms, fc.integer({ min: 50, max: 600_000 }), (request, call, decode) => {
        const values = readConfig({
          HTTP_REQUEST_TIMEOUT_MS: String(request),
          PLUGIN_MAX_TIMEOUT_MS: String(call),
          IMAGE_MAX_DECODE_MS: String(decode),
        });
        const parts = { arrival: request, waiting: request, fetch: 8000, decoder: 20_000, plugin: 30_000 };
        const sum = Object.values(parts).reduce((all, part) => all + part, 20 * decode + call);
        expect(serverLimits(values).answerTimeoutMs).toBeGreaterThanOrEqual(sum);
      }),
    );
  });
});
