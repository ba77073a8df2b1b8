import type { JsonSchema } from '@gatehouse/contracts';
import { typesFile } from '../../scripts/plugin-types/types-file.js';
import { typeOfSchema } from '../../scripts/plugin-types/type-of-schema.js';

const OUTPUT = { prefix: 'Output', defaultsApplied: false };

describe('the type of a schema', () => {
  it.each<[JsonSchema, string]>([
    [true, 'JsonValue'],
    [false, 'never'],
    [{}, 'JsonValue'],
    [{ type: 'string', minLength: 1 }, 'string'],
    [{ type: 'integer' }, 'number'],
    [{ type: ['number', 'null'] }, 'number | null'],
    [{ type: ['integer', 'number'] }, 'number'],
    [{ const: 'one' }, '"one"'],
    [{ enum: ['a', 2, null] }, '"a" | 2 | null'],
    [{ enum: [] }, 'never'],
    [{ type: 'array', items: { type: 'string' } }, 'readonly (string)[]'],
    [{ type: 'array' }, 'readonly (JsonValue)[]'],
    [{ anyOf: [{ type: 'string' }, { type: 'boolean' }] }, 'string | boolean'],
    [{ oneOf: [{ type: 'string' }, { const: 1 }] }, 'string | 1'],
    [{ $ref: '#/$defs/two-words' }, 'OutputTwoWords'],
    [{ $ref: 'https://elsewhere.example/schema' }, 'JsonValue'],
    [{ type: 'object' }, 'Readonly<Record<string, JsonValue>>'],
    [{ type: 'object', additionalProperties: false }, 'Readonly<Record<string, never>>'],
    [{ type: 'object', additionalProperties: { type: 'number' } }, 'Readonly<Record<string, number>>'],
    [
      { properties: { a: { type: 'string' }, b: { type: 'string', default: '' } }, required: ['a'] },
      '{\nreadonly "a": string;\nreadonly "b"?: string;\n}',
    ],
  ])('%j is %s', (schema, type) => {
    expect(typeOfSchema(schema, OUTPUT)).toBe(type);
  });

  it('has what has a default always there, where defaults are applied', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'string', default: '' }, b: { type: 'string' } },
    };
    expect(typeOfSchema(schema, { prefix: 'Options', defaultsApplied: true })).toBe(
      '{\nreadonly "a": string;\nreadonly "b"?: string;\n}',
    );
  });

  it('keeps a description from ending its own comment', () => {
    const schema = { properties: { a: { type: 'string', description: 'ends */ here\nor there' } } };
    expect(typeOfSchema(schema, OUTPUT)).toContain('/** ends * / here or there */');
  });
});

describe('the file of types', () => {
  it('is written for people: interfaces, with the descriptions of the schema', async () => {
    const text = await typesFile({
      options_schema: {
        type: 'object',
        properties: { least: { description: 'Fewest.', type: 'integer', default: 1 } },
      },
      output_schema: {
        type: 'object',
        required: ['spots'],
        properties: { spots: { type: 'array', items: { $ref: '#/$defs/spot' } }, more: {} },
        $defs: { spot: { type: ['object', 'null'], required: ['x'], properties: { x: { type: 'number' } } } },
      },
    });
    expect(text)
      .toBe(`// Written by \`npm run plugin:types\` from plugin.json: change the schemas there, and run it again.

import type { JsonValue } from '@gatehouse/plugin-sdk';

/** What \`options_schema\` allows, defaults applied. */
export interface Options {
  /** Fewest. */
  readonly least: number;
}

/** What \`output_schema\` demands. */
export interface Output {
  readonly spots: readonly OutputSpot[];
  readonly more?: JsonValue;
}

export type OutputSpot = {
  readonly x: number;
} | null;
`);
  });

  it('has an interface too where an object within may be null', async () => {
    const inner = { type: ['object', 'null'], properties: { x: { type: 'number' } } };
    const text = await typesFile({ output_schema: { type: 'object', properties: { inner } } });
    expect(text).toContain('export interface Output {');
  });

  it('is that of a manifest without schemas', async () => {
    const text = await typesFile({});
    expect(text).toContain('export type Options = Readonly<Record<string, never>>;');
    expect(text).toContain('export type Output = Readonly<Record<string, JsonValue>>;');
  });
});
