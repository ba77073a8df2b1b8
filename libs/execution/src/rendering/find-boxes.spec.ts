import type { JsonObject, JsonValue } from '@gatehouse/contracts';
import { findBoxes, marksBoxes } from './find-boxes.js';

const BOX = { 'x-gatehouse-box': true };
const box = { x: 1, y: 2, width: 3, height: 4 };

describe('the boxes in an answer', () => {
  it('are found through references and parts, each once, with what is beside them', () => {
    const schema: JsonObject = {
      properties: { all: { type: 'array', items: { $ref: '#/$defs/a~1b%20c' } } },
      $defs: { 'a/b c': { allOf: [{ properties: { box: BOX } }, { properties: { box: BOX } }] } },
    };
    const answer = {
      all: [
        { label: 'kite', confidence: 0.915, box },
        { text: 'kite', box: { ...box, x: 9 } },
      ],
    };
    expect(findBoxes(schema, answer)).toEqual([
      { ...box, caption: 'kite 92%' },
      { ...box, x: 9, caption: '' },
    ]);
  });

  it('are looked for in bounds, where each level of a schema refers to the next one eight times', () => {
    const levels = Array.from({ length: 40 }, (_, level) => {
      const next = { $ref: `#/$defs/d${level + 1}` };
      return [`d${level}`, { anyOf: Array<JsonObject>(8).fill(next) }] as const;
    });
    const schema: JsonObject = { $ref: '#/$defs/d0', $defs: Object.fromEntries(levels) };
    expect(findBoxes(schema, { box })).toEqual([]); // without a bound it does not end
  });

  it('are looked for through fifty thousand parts of an answer', () => {
    const schema = { properties: { all: { items: BOX } } };
    const found = [49_999, 50_000].map((boxes) => {
      const all = Array.from({ length: boxes }, () => ({ ...box }));
      return findBoxes(schema, { all }).length; // the list is the first part
    });
    expect(found).toEqual([49_999, 49_999]);
  });

  it('are whole', () => {
    const open = { x: 1, y: 2, height: 4 };
    for (const broken of [open, { ...box, x: '1' }, { ...box, height: Number.POSITIVE_INFINITY }]) {
      expect(findBoxes({ properties: { box: BOX } }, { box: broken })).toEqual([]);
    }
  });

  it.each<readonly [string, JsonObject]>([
    ['', {}],
    ['kite', { label: 'kite' }],
    ['50%', { confidence: 0.5 }],
    ['kite 50%', { label: 'kite', confidence: 0.5, text: 'on it' }],
    ['', { text: 'stands there', confidence: 0.5 }],
    ['', { label: 7, text: 'stands there', confidence: 0.5 }],
    ['50%', { label: null, text: null, confidence: 0.5 }],
  ])('have "%s" written to them beside %j', (caption, beside) => {
    expect(findBoxes({ properties: { box: BOX } }, { ...beside, box })).toEqual([{ ...box, caption }]);
  });

  it('are none behind a reference that leads nowhere, or round', () => {
    const nowhere = ['#/$defs/none', '#/$defs/none/further', '#/$defs/__proto__', '#/%E0%A4%A', '#'];
    for (const $ref of [...nowhere, 'https://example.org/schema', '#/$defs/round']) {
      expect(findBoxes({ $ref, $defs: { round: { $ref: '#/$defs/round' } } }, { box })).toEqual([]);
    }
  });

  it('are found down to the 32nd level of objects and lists, and no deeper', () => {
    const nested = (levels: number): readonly [JsonObject, JsonObject] => {
      let [schema, answer]: [JsonObject, JsonObject] = [{ properties: { box: BOX } }, { box }];
      for (let level = 1; level < levels; level++) {
        [schema, answer] = [{ properties: { in: schema } }, { in: answer }];
      }
      return [schema, answer];
    };
    const listed = (levels: number): readonly [JsonObject, JsonObject] => {
      let [schema, answer]: [JsonObject, JsonValue] = [BOX, box];
      for (let level = 1; level < levels; level++) [schema, answer] = [{ items: schema }, [answer]];
      return [{ properties: { all: schema } }, { all: answer }];
    };
    for (const make of [nested, listed]) {
      expect([31, 32, 33].map((levels) => findBoxes(...make(levels)).length)).toEqual([1, 1, 0]);
    }
  });

  it('are objects, whatever else is marked as one', () => {
    for (const value of ['text', 7, true, null]) {
      expect(findBoxes({ properties: { box: BOX } }, { box: value })).toEqual([]);
    }
  });
});

describe('a schema', () => {
  it('marks boxes wherever in it one is marked', () => {
    expect(marksBoxes({ $defs: { box: BOX } })).toBe(true);
    expect(marksBoxes({ properties: { box: { 'x-gatehouse-box': false } } })).toBe(false);
    expect(marksBoxes({})).toBe(false);
  });
});
