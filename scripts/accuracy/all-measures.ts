import type { Measurement } from './measurement.ts';
import { detect } from './detect.ts';
import { faces } from './faces.ts';
import { palette } from './palette.ts';
import { quality } from './quality.ts';
import { similarity } from './similarity.ts';

/** Every plugin whose accuracy is measured. */
export const ALL_MEASURES: readonly Measurement[] = [detect, faces, palette, quality, similarity];
