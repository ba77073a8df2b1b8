import { FRAME_KIND, type FrameKind } from '../../../libs/sandbox/src/channel/frame.js';
import { FrameAllowance } from '../../../libs/sandbox/src/process/frame-allowance.js';

/** How many frames of a kind are taken at one moment after so many milliseconds. */
function taken(kind: FrameKind, afterMs: number): number {
  const allowance = new FrameAllowance(1000);
  let count = 0;
  while (count < 100_000 && allowance.take(kind, 1000 + afterMs)) count++;
  return count;
}

describe('the frames a process may send for one call', () => {
  it('are those of a program that reports as often as it can, for an hour', () => {
    const allowance = new FrameAllowance(0);
    const refused: number[] = [];
    for (let now = 0; now <= 3_600_000; now += 50) {
      if (!allowance.take(FRAME_KIND.PROGRESS, now)) refused.push(now);
    }
    expect(refused).toEqual([]);
  });

  it('are few at once, and more with time where time makes them', () => {
    expect(taken(FRAME_KIND.PROGRESS, 0)).toBe(20);
    expect(taken(FRAME_KIND.PROGRESS, 1000)).toBe(60);
    expect([0, 1000].map((afterMs) => taken(FRAME_KIND.LOG, afterMs))).toEqual([2000, 2000]);
    expect([0, 1000].map((afterMs) => taken(FRAME_KIND.REPLY, afterMs))).toEqual([10, 10]);
  });
});
