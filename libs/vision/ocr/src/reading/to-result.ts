import type { EngineLine } from '../engine/engine-page.js';
import type { OcrResult, OcrText } from '../ocr-result.js';
import { boxInOriginal, type Size } from './placement.js';
import { isText, legibleLines, meanConfidence, type Reading } from './reading.js';

const ORIENTATION = [0, 90, 180, 270] as const;

/** Says a reading in the words of the plugin's answer, places told in the upright original. */
export function toResult(reading: Reading, picture: Size, original: Size, minConfidence: number): OcrResult {
  const lines = isText(reading) ? legibleLines(reading.lines, minConfidence) : [];
  const words = lines.map((line) => line.words.map((word) => placed(word.text, word.confidence, word.box)));
  function placed(text: string, confidence: number, box: EngineLine['box']): OcrText {
    return {
      text,
      confidence: rounded(confidence),
      box: boxInOriginal(box, reading.placement, picture, original),
    };
  }
  return {
    text: pageText(lines),
    confidence: rounded(meanConfidence(lines.flatMap((line) => line.words))),
    orientation: lines.length === 0 ? 0 : ORIENTATION[reading.heading.quarterTurns],
    skew: lines.length === 0 ? 0 : Math.round((reading.heading.radians * 1800) / Math.PI) / 10 + 0,
    lines: lines.map((line) => placed(lineText(line), meanConfidence(line.words), line.box)),
    words: words.flat(),
  };
}

function pageText(lines: readonly EngineLine[]): string {
  return lines.map((line, i) => (i > 0 && line.startsParagraph ? '\n' : '') + lineText(line)).join('\n');
}

function lineText(line: EngineLine): string {
  return line.words.map(({ text }) => text).join(' ');
}

function rounded(confidence: number): number {
  return Math.round(confidence * 1000) / 1000;
}
