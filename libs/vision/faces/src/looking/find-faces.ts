import type { BlazeFace } from '../model/blazeface.js';
import { cutSquare, SIDE, type RgbaImage, type Square } from './cut-square.js';
import type { Sighting } from './sighting.js';
import { overlap, surest } from './surest.js';

/** Pictures of a longer side are also looked at in parts, in which faces are twice as large. */
const LEAST_SIDE_FOR_PARTS = 400;
/** Twice of what can be told apart on the whole: 9 parts of half a side, each half over the next. */
const STEPS_OF_PARTS = [0, 0.25, 0.5] as const;
/** More are not looked at again: a picture of pattern alone would take too long. */
const MOST_SIGHTINGS = 60;
/** How much of its surroundings a face is looked at again with: the side of the square in widths of the face. */
const SECOND_LOOKS = [2, 3] as const;
/** How much of the first sighting the second must be. */
const SAME_PLACE = 0.4;

/**
 * Looks for faces in the whole picture and in parts of it, and again at each that may be one, twice, each time closer.
 * What seems a face from one distance alone, as a cup does, is none: the confidence is the mean over the three looks.
 */
export function findFaces(model: BlazeFace, image: RgbaImage): readonly Sighting[] {
  const first = surest(firstSquares(image).flatMap((square) => lookAt(model, image, square)));
  return surest(first.slice(0, MOST_SIGHTINGS).map((sighting) => lookAgain(model, image, sighting)));
}

function firstSquares({ width, height }: RgbaImage): readonly Square[] {
  const side = Math.max(width, height);
  const whole = { x: (width - side) / 2, y: (height - side) / 2, side };
  if (side < LEAST_SIDE_FOR_PARTS) return [whole];
  const parts = STEPS_OF_PARTS.flatMap((down) =>
    STEPS_OF_PARTS.map((across) => ({
      x: whole.x + side * across,
      y: whole.y + side * down,
      side: side / 2,
    })),
  );
  return [
    whole,
    ...parts.filter((part) => part.x < width && part.y < height && isWithin(part, width, height)),
  ];
}

/** A part that lies in the margin by more than half shows nothing that its neighbour does not. */
function isWithin({ x, y, side }: Square, width: number, height: number): boolean {
  const across = Math.min(width, x + side) - Math.max(0, x);
  const down = Math.min(height, y + side) - Math.max(0, y);
  return across >= Math.min(side / 2, width) && down >= Math.min(side / 2, height);
}

function lookAt(model: BlazeFace, image: RgbaImage, square: Square): readonly Sighting[] {
  const scale = square.side / SIDE;
  return model.look(cutSquare(image, square)).map(({ confidence, x, y, width, height, points }) => ({
    confidence,
    x: square.x + x * scale,
    y: square.y + y * scale,
    width: width * scale,
    height: height * scale,
    points: points.map((point) => ({ x: square.x + point.x * scale, y: square.y + point.y * scale })),
  }));
}

/** The sighting as the closest look has it, with the mean confidence of all. */
function lookAgain(model: BlazeFace, image: RgbaImage, first: Sighting): Sighting {
  const again = SECOND_LOOKS.map((widths) => {
    const side = first.width * widths;
    const [x, y] = [first.x + (first.width - side) / 2, first.y + (first.height - side) / 2];
    return lookAt(model, image, { x, y, side }).find((other) => overlap(other, first) >= SAME_PLACE);
  });
  const sum = again.reduce((total, other) => total + (other?.confidence ?? 0), first.confidence);
  return { ...(again[0] ?? again[1] ?? first), confidence: sum / (1 + again.length) };
}
