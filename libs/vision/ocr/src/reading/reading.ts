import type { EngineLine, EngineWord } from '../engine/engine-page.js';
import type { Heading } from './heading.js';
import type { Placement } from './placement.js';

/** What was read of a page lying one way. */
export interface Reading {
  readonly heading: Heading;
  readonly placement: Placement;
  /** Boxes in pixels of the page. */
  readonly lines: readonly EngineLine[];
  /** Mean over all words: 0 to 1. */
  readonly confidence: number;
  /** False of one that tried but a few of the page's lines. */
  readonly whole: boolean;
}

/** Text lying right is read with 0.85 and more, text lying wrong with 0.3 to 0.5, as is what is no text at all. */
const CONVINCING = 0.75;
const NO_TEXT = 0.5;

/** Whether no other way of lying needs to be tried. */
export function isConvincing(reading: Reading): boolean {
  return reading.confidence >= CONVINCING;
}

/** Whether what was read is text rather than letters seen in a pattern. */
export function isText(reading: Reading): boolean {
  return reading.confidence >= NO_TEXT;
}

/** The more credible of two readings: many letters count, but confidence counts more. */
export function moreCredible(one: Reading, other: Reading): Reading {
  return credibility(other) > credibility(one) ? other : one;
}

/** Words with something to read in them, at least as sure as `minConfidence`; lines without any are left out. */
export function legibleLines(lines: readonly EngineLine[], minConfidence: number): readonly EngineLine[] {
  return lines
    .map((line) => ({ ...line, words: line.words.filter(isLegible(minConfidence)) }))
    .filter(({ words }) => words.length > 0);
}

/** Mean confidence of words, by their length: 0 without any. */
export function meanConfidence(words: readonly EngineWord[]): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  const sure = words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
  return letters === 0 ? 0 : sure / letters;
}

function isLegible(minConfidence: number): (word: EngineWord) => boolean {
  return ({ text, confidence }) => text !== '' && confidence >= minConfidence;
}

function credibility({ lines, confidence }: Reading): number {
  const letters = lines.flatMap(({ words }) => words).reduce((sum, { text }) => sum + text.length, 0);
  return confidence ** 3 * Math.log2(1 + letters);
}
