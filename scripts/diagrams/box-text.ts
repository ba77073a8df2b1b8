import type { Box, Point } from './diagram.ts';
import { LOOKS } from './looks.ts';

/** One line of a box: what, where its base line begins or is centred, and how. */
export interface TextLine extends Point {
  readonly text: string;
  readonly anchor: 'start' | 'middle';
  readonly isTitle: boolean;
}

const PADDING = 14;

/** The lines of a box where they stand: centred in it, but for notes, which are read from the left, and frames. */
export function boxText({ kind, x, y, width, height, title, lines = [] }: Box): readonly TextLine[] {
  const isLeft = kind === 'note' || kind === 'group';
  const left = isLeft ? x + PADDING : x + width / 2;
  const anchor = isLeft ? 'start' : 'middle';
  const all = [title, ...lines];
  // A base line is about a third of a line below the middle of its letters.
  const first = isLeft
    ? y + 22
    : y + height / 2 - ((all.length - 1) * LOOKS.lineHeight) / 2 + LOOKS.lineSize / 3;
  return all.map((text, index) => ({
    text,
    anchor,
    isTitle: index === 0,
    x: left,
    y: first + index * LOOKS.lineHeight,
  }));
}
