import type { Arrow } from './diagram.ts';

/** An arrow that stands for steps between states: one, or the same out of several states that a frame surrounds. */
export interface StepArrow extends Arrow {
  readonly steps: readonly (readonly [from: string, to: string])[];
}

/**
 * The arrows of a table of steps.
 *
 * @throws Error where the arrows stand for other steps than the table has: then the drawing is to be changed
 */
export function stepArrows(
  table: Readonly<Record<string, readonly string[]>>,
  arrows: readonly StepArrow[],
): readonly Arrow[] {
  const wanted = Object.entries(table).flatMap(([from, next]) => next.map((to) => `${from} → ${to}`));
  const drawn = arrows.flatMap(({ steps }) => steps.map(([from, to]) => `${from} → ${to}`));
  const missing = wanted.filter((step) => !drawn.includes(step));
  const wrong = drawn.filter((step, index) => !wanted.includes(step) || drawn.indexOf(step) !== index);
  if (missing.length + wrong.length > 0) {
    throw new Error(
      `Not drawn: ${missing.join(', ') || 'none'}. Drawn, and no step: ${wrong.join(', ') || 'none'}.`,
    );
  }
  return arrows;
}
