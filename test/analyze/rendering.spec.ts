import fc from 'fast-check';
import { plainText } from '../../scripts/analyze/plain-text.js';
import { ProgressLine } from '../../scripts/analyze/progress-line.js';
import { renderJson } from '../../scripts/analyze/render-json.js';

describe('renderJson', () => {
  it.each([
    [{}, ''],
    [
      { text: 'one line', count: 3, is: true, at: null, none: [] },
      'text: one line\ncount: 3\nis: true\nat: -\nnone: none',
    ],
    [{ text: 'two\nlines' }, 'text:\n  two\n  lines'],
    [{ gps: { latitude: 1.5, longitude: 2 } }, 'gps: latitude 1.5, longitude 2'],
    [{ words: ['a', 'b'] }, 'words: a, b'],
    [{ parts: [{ x: 1, label: 'left' }, { x: 20 }] }, 'parts:\n  x   label\n  --  -----\n  1   left\n  20'],
    [{ deep: { deeper: { text: 'a\nb' } } }, 'deep:\n  deeper:\n    text:\n      a\n      b'],
    [{ mixed: [1, { a: 1 }] }, 'mixed:\n  - 1\n  - a 1'],
  ])('of %j', (value, text) => {
    expect(renderJson(value)).toBe(text);
  });

  it('shows the first rows of many, and says how many more there are', () => {
    const rows = Array.from({ length: 50 }, (_, index) => ({ index }));
    expect(renderJson({ rows }).split('\n').slice(-2)).toEqual(['  19', '  … and 30 more; --json shows all']);
  });

  it('takes any JSON, and gives the terminal no commands', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        // eslint-disable-next-line no-control-regex -- the very characters that must not be there
        expect(renderJson(value)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      }),
    );
  });
});

describe('plainText', () => {
  it('takes the power from what terminals obey, and keeps lines and letters', () => {
    expect(plainText('a\r\nb\rc\td\u001b[2Je\u0007\u202ef é\u{1f600}')).toBe(
      'a\nb\nc\td\ufffd[2Je\ufffd\ufffdf é\u{1f600}',
    );
  });
});

describe('ProgressLine', () => {
  function drawnOn(terminal: { isTTY?: boolean; columns?: number }): string[] {
    const written: string[] = [];
    const line = new ProgressLine({
      ...terminal,
      write: (text: string | Uint8Array) => written.push(String(text)) > 0,
    });
    line.start('photo.jpg: waits\nfor its turn');
    line.stop();
    return written;
  }

  it('says nothing where there is no terminal', () => {
    expect(drawnOn({})).toEqual([]);
  });

  it('draws one line, no wider than the terminal, and leaves nothing behind', () => {
    expect(drawnOn({ isTTY: true, columns: 20 })).toEqual(['\r\u001b[2K⠋ photo.jpg: waits ', '\r\u001b[2K']);
    expect(drawnOn({ isTTY: true, columns: 0 })[0]).toBe('\r\u001b[2K⠋ photo.jpg: waits for its turn');
  });
});
