import type { Slant } from '../pixels/measure-slant.js';

/** One way a page may lie. */
export interface Heading {
  /** Quarter turns clockwise that put the page upright. */
  readonly quarterTurns: 0 | 1 | 2 | 3;
  /** How far its lines then still fall to the right. */
  readonly radians: number;
}

/** How much sharper one axis must be for the other to be left untried. */
const CLEARLY = 2;

/**
 * The ways a page may lie, the likeliest first. Its slant tells the axis of its lines, not their heads from their tails;
 * of a few large letters it tells nothing, so that last of all they are taken to run straight.
 */
export function headingsToTry(
  { across, down }: Slant,
  orientation: 'auto' | 'upright',
): readonly [Heading, ...Heading[]] {
  const upright: Heading = { quarterTurns: 0, radians: across.radians };
  const straight: Heading[] = across.radians === 0 ? [] : [{ quarterTurns: 0, radians: 0 }];
  if (orientation === 'upright') return [upright, ...straight];
  const onItsHead: Heading = { quarterTurns: 2, radians: across.radians };
  const standing: [Heading, Heading] = [
    { quarterTurns: 1, radians: down.radians },
    { quarterTurns: 3, radians: down.radians },
  ];
  const last = straight.flatMap((heading): Heading[] => [heading, { quarterTurns: 2, radians: 0 }]);
  if (across.sharpness >= down.sharpness * CLEARLY) return [upright, onItsHead, ...last];
  if (down.sharpness > across.sharpness) return [...standing, upright, onItsHead, ...last];
  return [upright, onItsHead, ...standing, ...last];
}
