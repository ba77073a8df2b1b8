import { cssName } from './css-name.js';
import { toRgb, type Oklab } from './oklab.js';

/** A colour as it is told. */
export interface DescribedColour {
  readonly hex: string;
  readonly name: string;
}

/** A colour by its hex triplet, as CSS writes it, and the nearest name of CSS. */
export function describeColour(colour: Oklab): DescribedColour {
  const digits = toRgb(colour).map((level) => level.toString(16).padStart(2, '0'));
  return { hex: `#${digits.join('')}`, name: cssName(colour) };
}
