import type { Brightness } from './brightness.js';

const REACH = 4;

/**
 * How much of the change between neighbours would be left if the picture were blurred once more, 0 to 1: a sharp
 * picture loses most of it, a blurred one had none to lose (Crété-Roffet et al., "The blur effect", 2007). The share
 * does not depend on contrast. It is that of the worse direction, as a shake blurs in one only. Null without a change
 * to measure.
 */
export function blurOf(image: Brightness): number | null {
  const across = blurAlong(image, 1, image.width);
  const down = blurAlong(image, image.width, image.height);
  return across === null || down === null ? (across ?? down) : Math.max(across, down);
}

function blurAlong({ levels, width }: Brightness, step: number, length: number): number | null {
  let [change, lost] = [0, 0];
  for (let at = 0; at < levels.length; at++) {
    const position = step === 1 ? at % width : Math.floor(at / width);
    if (position <= REACH || position >= length - REACH) continue;
    const before = Math.abs(level(at) - level(at - step));
    // The mean of 9 neighbours moves from one pixel to the next by what enters at one end and leaves at the other.
    const after = Math.abs(level(at + REACH * step) - level(at - (REACH + 1) * step)) / (2 * REACH + 1);
    if (Number.isNaN(before) || Number.isNaN(after)) continue;
    change += before;
    lost += Math.max(0, before - after);
  }
  return change === 0 ? null : 1 - lost / change;

  function level(at: number): number {
    return levels[at] ?? NaN;
  }
}
