import { parseEnginePage } from '../../../libs/vision/ocr/src/engine/engine-page.js';
import { placeUpright } from '../../../libs/vision/ocr/src/reading/placement.js';
import { meanConfidence, type Reading } from '../../../libs/vision/ocr/src/reading/reading.js';
import { toResult } from '../../../libs/vision/ocr/src/reading/to-result.js';

const size = { width: 100, height: 50 };

function word(text: string, confidence: number, x0: number): object {
  return { text, confidence, bbox: { x0, y0: 10, x1: x0 + 10, y1: 20 } };
}

const json = JSON.stringify({
  blocks: [
    { blocktype: 'PULLOUT_IMAGE', paragraphs: null },
    {
      paragraphs: [
        {
          lines: [
            { bbox: { x0: 0, y0: 10, x1: 40, y1: 20 }, words: [word('Two', 90, 0), word('w\n', 10, 20)] },
          ],
        },
        {
          lines: [
            { bbox: { x0: 0, y0: 30, x1: 40, y1: 40 }, words: [word('lines', 80, 0), word('  ', 99, 20)] },
          ],
        },
        {
          lines: [
            { bbox: { x0: 0, y0: 30, x1: 40, y1: 40 }, words: [word('?', null as unknown as number, 0)] },
          ],
        },
      ],
    },
  ],
});

function readingOf(pageJson: string): Reading {
  const heading = { quarterTurns: 1, radians: -0.0349 } as const;
  const lines = parseEnginePage(pageJson);
  const confidence = meanConfidence(lines.flatMap(({ words }) => words));
  return { heading, placement: placeUpright(size, heading, 1), lines, confidence, whole: true };
}

describe('the ocr plugin’s answer', () => {
  it('keeps legible words, parts paragraphs and drops lines without words', () => {
    const result = toResult(readingOf(json), size, size, 0.3);
    expect(result.text).toBe('Two\n\nlines');
    expect(result.words.map(({ text, confidence }) => [text, confidence])).toEqual([
      ['Two', 0.9],
      ['lines', 0.8],
    ]);
    expect(result).toMatchObject({ confidence: 0.838, orientation: 90, skew: -2 });
    expect(result.lines).toHaveLength(2);
  });

  it.each(['{}', '[]', 'null', '{"blocks":null}', '{"blocks":[{"paragraphs":[{"lines":[{}]}]}]}'])(
    'finds no text in %s',
    (pageJson) => {
      expect(toResult(readingOf(pageJson), size, size, 0)).toEqual({
        text: '',
        confidence: 0,
        orientation: 0,
        skew: 0,
        lines: [],
        words: [],
      });
    },
  );

  it('takes a page of guesses for one without text', () => {
    expect(
      toResult(readingOf(json.replaceAll(/"confidence":\d+/g, '"confidence":45')), size, size, 0).text,
    ).toBe('');
  });
});
