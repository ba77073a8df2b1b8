import type { Arrow, ArrowEnd, Box, Diagram, Point } from './diagram.ts';

/** The points an arrow goes through, from its first box to its last. */
export function arrowPoints(diagram: Diagram, { from, to, turns = [] }: Arrow): readonly Point[] {
  return [pointOf(diagram, from), ...turns, pointOf(diagram, to)];
}

function pointOf({ id, boxes }: Diagram, end: ArrowEnd): Point {
  const box = boxes.find((one) => one.id === end.box);
  if (box === undefined) throw new Error(`${id} has no box ${end.box}`);
  return onSide(box, end);
}

function onSide({ x, y, width, height }: Box, { side, at }: ArrowEnd): Point {
  switch (side) {
    case 'left':
      return { x, y: y + height * at };
    case 'right':
      return { x: x + width, y: y + height * at };
    case 'top':
      return { x: x + width * at, y };
    case 'bottom':
      return { x: x + width * at, y: y + height };
    default:
      return side satisfies never;
  }
}
