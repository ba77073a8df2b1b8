import type { CocoLabel } from '../coco-labels.js';

/** Something the model may have seen: from (x0, y0) to (x1, y1) in pixels of its square. */
export interface Detection {
  readonly label: CocoLabel;
  /** 0 to 1. */
  readonly confidence: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}
