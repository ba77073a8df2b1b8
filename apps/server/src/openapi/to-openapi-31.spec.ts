import { toOpenApi31 } from './to-openapi-31.js';

function schemaOf(schema: object): unknown {
  const document = toOpenApi31({ components: { schemas: { It: { ...schema } } } });
  return (document as { components: { schemas: { It: unknown } } }).components.schemas.It; // the shape given above
}

describe('making OpenAPI 3.1', () => {
  it('says the version', () => {
    expect(toOpenApi31({ openapi: '3.0.0' })).toEqual({ openapi: '3.1.1' });
  });

  it.each<[string, object, object]>([
    ['a nullable type', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    ['a type that is not nullable', { type: 'string', nullable: false }, { type: 'string' }],
    [
      'a nullable enum',
      { type: 'string', enum: ['a'], nullable: true },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    ['a nullable reference', { $ref: '#/x', nullable: true }, { anyOf: [{ $ref: '#/x' }, { type: 'null' }] }],
    [
      'a nullable reference in allOf',
      { allOf: [{ $ref: '#/x' }], nullable: true, description: 'd' },
      { description: 'd', anyOf: [{ $ref: '#/x' }, { type: 'null' }] },
    ],
    ['an example', { type: 'number', example: 7 }, { type: 'number', examples: [7] }],
    ['an example that is null', { example: null }, { examples: [null] }],
    ['base64', { type: 'string', format: 'byte' }, { type: 'string', contentEncoding: 'base64' }],
    [
      'bytes',
      { type: 'string', format: 'binary' },
      { type: 'string', contentMediaType: 'application/octet-stream' },
    ],
    ['another format', { type: 'string', format: 'uuid' }, { type: 'string', format: 'uuid' }],
    ['an exclusive bound', { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    ['an inclusive bound', { maximum: 1, exclusiveMaximum: false }, { maximum: 1 }],
    ['a bound of 3.1', { exclusiveMaximum: 3 }, { exclusiveMaximum: 3 }],
  ])('converts %s', (_, before, after) => {
    expect(schemaOf(before)).toEqual(after);
  });

  it('converts schemas within schemas', () => {
    const inner = { type: 'string', nullable: true };
    const made = { type: ['string', 'null'] };
    expect(
      schemaOf({ items: inner, additionalProperties: inner, oneOf: [inner], properties: { a: inner } }),
    ).toEqual({ items: made, additionalProperties: made, oneOf: [made], properties: { a: made } });
  });

  it('leaves properties that are called like keywords, and data, as they are', () => {
    expect(
      schemaOf({
        properties: { example: { type: 'string' }, nullable: { type: 'boolean' } },
        default: { nullable: true },
        enum: [{ example: 1 }],
      }),
    ).toEqual({
      properties: { example: { type: 'string' }, nullable: { type: 'boolean' } },
      default: { nullable: true },
      enum: [{ example: 1 }],
    });
    const example = { schema: { nullable: true } };
    expect(toOpenApi31({ paths: { '/x': { example } } })).toMatchObject({ paths: { '/x': { example } } });
  });

  it('gives a parameter its example, and an operation its body', () => {
    const parameter = { in: 'query', name: 'q', schema: { type: 'string', example: 'x' } };
    const body = { content: { 'text/plain': { schema: { type: 'string', example: 'y' } } } };
    expect(toOpenApi31({ parameters: [parameter], 'x-request-body': body })).toMatchObject({
      parameters: [{ in: 'query', name: 'q', schema: { type: 'string' }, example: 'x' }],
      requestBody: { content: { 'text/plain': { schema: { type: 'string', examples: ['y'] } } } },
    });
  });
});
