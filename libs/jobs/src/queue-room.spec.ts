import fc from 'fast-check';
import { QueueRoom } from './queue-room.js';

const full: unknown = expect.objectContaining({ code: 'QUEUE_FULL', retryAfterMs: 5000 });

describe('the room of a queue', () => {
  it('is never more than its limits, and is there again when jobs leave', () => {
    const step = fc.tuple(fc.constantFrom('take', 'leave'), fc.nat({ max: 9 }), fc.nat({ max: 40 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const room = new QueueRoom({ maxJobs: 5, maxBytes: 100 });
        const inside = new Map<string, number>();
        const bytesInside = (): number => [...inside.values()].reduce((sum, bytes) => sum + bytes, 0);
        for (const [does, number, bytes] of steps) {
          const id = `job-${number}`;
          if (does === 'leave') {
            expect(room.leave(id)).toBe(inside.get(id) ?? null);
            inside.delete(id);
          } else if (inside.has(id)) {
            expect(() => {
              room.take(id, bytes);
            }).toThrow('in the queue already');
          } else if (inside.size === 5 || bytesInside() + bytes > 100) {
            expect(() => {
              room.take(id, bytes);
            }).toThrow(full as Error); // jest compares with it, and types it otherwise
          } else {
            room.take(id, bytes);
            inside.set(id, bytes);
          }
          expect(room.has(id)).toBe(inside.has(id));
        }
      }),
    );
  });

  it('may be overdrawn by what was there before', () => {
    const room = new QueueRoom({ maxJobs: 1, maxBytes: 10 });
    room.add('a', 50);
    room.add('b', 50);
    room.leave('a');
    expect(() => {
      room.take('c', 0);
    }).toThrow('JOB_QUEUE_MAX is 1 jobs');
  });
});
