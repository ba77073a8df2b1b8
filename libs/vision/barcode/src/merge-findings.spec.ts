import type { BarcodeFormat } from './barcode-formats.js';
import type { Finding } from './finding.js';
import { mergeFindings } from './merge-findings.js';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function finding(format: BarcodeFormat, text: string, lines: number, box: Box): Finding {
  const { left, top, width, height } = box;
  const quad = {
    topLeft: { x: left, y: top },
    topRight: { x: left + width, y: top },
    bottomRight: { x: left + width, y: top + height },
    bottomLeft: { x: left, y: top + height },
  };
  return { format, text, bytes: Buffer.from(text), lines, quad };
}

function texts(...findings: readonly Finding[]): readonly string[] {
  return mergeFindings(findings).map(({ text }) => text);
}

describe('merging what several looks at an image found', () => {
  const label = { left: 100, top: 100, width: 300, height: 100 };

  it('tells a code once that was read twice', () => {
    const again = { ...label, left: 104, height: 60 };
    expect(texts(finding('EAN_13', '1', 20, label), finding('EAN_13', '1', 9, again))).toEqual(['1']);
  });

  it('tells two codes of equal content at two places', () => {
    const below = { ...label, top: 400 };
    expect(texts(finding('EAN_13', '1', 20, label), finding('EAN_13', '1', 9, below))).toEqual(['1', '1']);
  });

  it('leaves out the shorter code that a line across a part of the bars made up', () => {
    const edge = { left: 100, top: 80, width: 160, height: 1 };
    expect(texts(finding('ITF', '5729', 2, edge), finding('ITF', '57291393', 40, label))).toEqual([
      '57291393',
    ]);
  });

  it('leaves out a linear code read off the dots of another', () => {
    const inside = { left: 150, top: 120, width: 200, height: 10 };
    expect(texts(finding('EAN_8', '123', 9, inside), finding('QR_CODE', 'dots', 0, label))).toEqual(['dots']);
  });

  it('keeps a code that is printed beneath another', () => {
    const below = { ...label, top: 230 };
    const codes = [finding('EAN_13', 'above', 40, label), finding('ITF', 'below', 38, below)];
    expect(texts(...codes)).toEqual(['above', 'below']);
  });

  it('tells codes from top to bottom, then from left to right', () => {
    const codes = [
      finding('QR_CODE', 'c', 0, { left: 0, top: 300, width: 50, height: 50 }),
      finding('QR_CODE', 'b', 0, { left: 200, top: 0, width: 50, height: 50 }),
      finding('QR_CODE', 'a', 0, { left: 0, top: 0, width: 50, height: 50 }),
    ];
    expect(texts(...codes)).toEqual(['a', 'b', 'c']);
  });
});
