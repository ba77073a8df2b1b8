import { COCO_LABELS } from '../coco-labels.js';
import { SIDE } from '../model/fit-square.js';
import { SIDE_BINS, type Head } from '../model/head.js';
import type { Detection } from './detection.js';

/** All that is at least as sure as `minConfidence`: many an object several times over. */
export function readHeads(heads: readonly Head[], minConfidence: number): readonly Detection[] {
  return heads.flatMap((head) => {
    const found: Detection[] = [];
    head.scores.forEach((confidence, i) => {
      const label = confidence < minConfidence ? undefined : COCO_LABELS[i % COCO_LABELS.length];
      if (label === undefined) return;
      found.push({ label, confidence, ...boxAt(head, Math.floor(i / COCO_LABELS.length)) });
    });
    return found;
  });
}

function boxAt({ cells, distances }: Head, place: number): Pick<Detection, 'x0' | 'y0' | 'x1' | 'y1'> {
  const step = SIDE / cells;
  const x = ((place % cells) + 0.5) * step;
  const y = (Math.floor(place / cells) + 0.5) * step;
  const distance = (side: number): number => step * meanBin(distances, (place * 4 + side) * SIDE_BINS);
  return { x0: x - distance(0), y0: y - distance(1), x1: x + distance(2), y1: y + distance(3) };
}

/** The model tells a distance as weights of whole steps; their mean, weighed as softmax does, is what it means. */
function meanBin(weights: Float32Array, from: number): number {
  const bins = weights.subarray(from, from + SIDE_BINS);
  const greatest = Math.max(...bins); // taken off, so that the powers stay finite
  let sum = 0;
  let weighed = 0;
  bins.forEach((weight, bin) => {
    const power = Math.exp(weight - greatest);
    sum += power;
    weighed += bin * power;
  });
  return weighed / sum;
}
