import colors from 'color-name';
import { distance, toOklab, type Oklab } from './oklab.js';

/** Of two names that CSS has for one colour the later in the alphabet counts: cyan, magenta, grey. */
const NAMED = new Map(
  Object.entries(colors)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, rgb]) => [rgb.join(), { name, colour: toOklab(rgb) }]),
);

/** The name of CSS that looks nearest to a colour. */
export function cssName(colour: Oklab): string {
  let [best, least] = ['', Infinity];
  for (const { name, colour: named } of NAMED.values()) {
    const far = distance(named, colour);
    if (far < least) [best, least] = [name, far];
  }
  return best;
}
