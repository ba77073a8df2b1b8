import fc from 'fast-check';
import { BodyPlace } from './body-place.js';

describe('the place of a body', () => {
  it('is asked for before bytes are kept, and is never more than twice what came, or what is lent at first', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 300_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(sizes, fc.boolean(), (pieces, isAnnounced) => {
        const whole = pieces.reduce((sum, bytes) => sum + bytes, 0);
        const most = isAnnounced ? whole : 20_000_000;
        const place = new BodyPlace(most, 0);
        place.held += place.needs(0);
        let arrived = 0;
        for (const bytes of pieces) {
          place.held += place.needs(bytes);
          arrived += bytes;
          expect(place.held).toBeGreaterThanOrEqual(arrived);
          expect(place.held).toBeLessThanOrEqual(Math.max(65_536, 2 * arrived));
          if (isAnnounced) expect(place.held).toBeLessThanOrEqual(whole);
          place.arrive(bytes, 0);
          expect(place.isTooLarge).toBe(false);
        }
        place.arrive(most + 1, 0);
        expect(place.isTooLarge).toBe(true);
      }),
    );
  });

  it('lags where 64 KB took longer than a second', () => {
    const place = new BodyPlace(1_000_000, 0);
    place.arrive(65_536, 900);
    expect([place.lags(1900), place.lags(1901)]).toEqual([false, true]);
    place.arrive(65_535, 1901);
    expect(place.lags(1902)).toBe(true);
    place.arrive(1, 1902);
    expect(place.lags(1903)).toBe(false);
  });
});
