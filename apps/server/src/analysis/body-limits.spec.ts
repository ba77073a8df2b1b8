import fc from 'fast-check';
import { bodyLimits } from './body-limits.js';

describe('limits of a body', () => {
  it('let every image of the allowed size through, as base64 with or without line breaks too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1024, max: 2 ** 30 }), (max) => {
        const { json, raw, file } = bodyLimits(max);
        const base64 = Math.ceil(max / 3) * 4;
        const withBreaks = base64 + Math.ceil(base64 / 76) * 2;
        expect(raw).toBeGreaterThan(max);
        expect(file).toBeGreaterThan(max);
        expect(json).toBeGreaterThan(withBreaks + 60_000);
      }),
    );
  });
});
