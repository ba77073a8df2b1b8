import { isGatehouseError, type ErrorCode } from '@gatehouse/errors';
import fc from 'fast-check';
import type { AnalysisForm, UploadedPart } from './analysis-form.js';
import { readAnalysisRequest } from './read-analysis-request.js';

const bytes = Uint8Array.of(1, 2, 3);
const part: UploadedPart = { name: 'image', bytes, mimeType: 'image/png' };

function json(body: unknown, query: object = {}): AnalysisForm {
  return { kind: 'json', query, body };
}

function multipart(fields: object, files: readonly UploadedPart[], query: object = {}): AnalysisForm {
  return { kind: 'multipart', query, fields, files };
}

function raw(query: object, mimeType = 'image/png'): AnalysisForm {
  return { kind: 'raw', query, bytes, mimeType };
}

function refusal(form: AnalysisForm): { code: ErrorCode; pointers: string[]; message: string } {
  try {
    readAnalysisRequest(form);
  } catch (thrown) {
    if (!isGatehouseError(thrown)) throw thrown;
    return {
      code: thrown.code,
      pointers: thrown.errors.map(({ pointer }) => pointer),
      message: thrown.message,
    };
  }
  throw new Error('it was not refused');
}

describe('reading a request for an analysis', () => {
  it('reads a JSON body', () => {
    const body = { plugin: 'ocr', image: 'AQID', mime_type: 'image/png', options: { n: 1 } };
    expect(readAnalysisRequest(json(body))).toEqual({
      plugin: 'ocr',
      image: { kind: 'base64', text: 'AQID', mimeType: 'image/png' },
      options: { n: 1 },
    });
  });

  it('takes what may be left out as left out', () => {
    const body = { plugin: 'ocr', image: '', mime_type: null };
    expect(readAnalysisRequest(json(body))).toEqual({
      plugin: 'ocr',
      image: { kind: 'base64', text: '', mimeType: null },
      options: {},
    });
  });

  it('reads a JSON body that says where the image is', () => {
    const body = {
      plugin: 'ocr',
      image_url: 'not looked at here',
      mime_type: 'image/png',
      options: { n: 1 },
    };
    expect(readAnalysisRequest(json(body))).toEqual({
      plugin: 'ocr',
      image: { kind: 'url', url: 'not looked at here', mimeType: 'image/png' },
      options: { n: 1 },
    });
  });

  it('reads a form with a file', () => {
    const form = multipart({ plugin: 'ocr', options: '{"n":1}' }, [part]);
    expect(readAnalysisRequest(form)).toEqual({
      plugin: 'ocr',
      image: { kind: 'bytes', bytes, mimeType: 'image/png' },
      options: { n: 1 },
    });
  });

  it('lets the query name plugin and options of a form, and the form count over the query', () => {
    const query = { plugin: 'metadata', options: '{"n":2}' };
    expect(readAnalysisRequest(multipart({}, [part], query))).toMatchObject({
      plugin: 'metadata',
      options: { n: 2 },
    });
    expect(readAnalysisRequest(multipart({ plugin: 'ocr', options: '' }, [part], query))).toMatchObject({
      plugin: 'ocr',
      options: {},
    });
  });

  it('reads a raw body with the query', () => {
    expect(readAnalysisRequest(raw({ plugin: 'ocr', options: '{"n":1}' }))).toEqual({
      plugin: 'ocr',
      image: { kind: 'bytes', bytes, mimeType: 'image/png' },
      options: { n: 1 },
    });
  });

  it.each([
    ['a part', multipart({ plugin: 'ocr' }, [{ ...part, mimeType: 'application/octet-stream' }])],
    ['a body', raw({ plugin: 'ocr' }, 'image/*')],
  ])('takes %s of no certain type as undeclared', (_, form) => {
    expect(readAnalysisRequest(form).image.mimeType).toBeNull();
  });

  it('takes mime_type over the type of the part', () => {
    const form = multipart({ plugin: 'ocr', mime_type: 'image/gif' }, [part]);
    expect(readAnalysisRequest(form).image.mimeType).toBe('image/gif');
  });

  it.each<[string, AnalysisForm, string[]]>([
    ['no plugin', json({ image: 'AQID' }), ['/plugin']],
    ['an empty plugin', json({ plugin: '', image: 'AQID' }), ['/plugin']],
    ['a plugin told twice', raw({ plugin: ['a', 'b'] }), ['/plugin']],
    ['a plugin that is a number', json({ plugin: 7, image: 'AQID' }), ['/plugin']],
    ['an image that is a number', json({ plugin: 'ocr', image: 7 }), ['/image']],
    ['a mime_type that is a list', json({ plugin: 'ocr', image: '', mime_type: [] }), ['/mime_type']],
    ['an image_url that is a list', json({ plugin: 'ocr', image_url: ['a'] }), ['/image_url']],
    [
      'an image_url of a form',
      multipart({ plugin: 'ocr', image_url: 'http://example.org/' }, [part]),
      ['/image_url'],
    ],
    [
      'an image_url in the query',
      json({}, { plugin: 'ocr', image_url: 'http://example.org/' }),
      ['/image_url'],
    ],
    ['an unknown field', json({ plugin: 'ocr', image: '', 'a/b~c': 1 }), ['/a~1b~0c']],
    [
      'a field called __proto__',
      json(JSON.parse('{"plugin":"ocr","image":"","__proto__":{}}')),
      ['/__proto__'],
    ],
    ['an unknown query field', json({ plugin: 'ocr', image: '' }, { wait: '1' }), ['/wait']],
    ['an unknown field of a form', multipart({ plugin: 'ocr', extra: 'x' }, [part]), ['/extra']],
    ['a file of another name', multipart({ plugin: 'ocr' }, [{ ...part, name: 'photo' }]), ['/photo']],
    ['a body that is a list', json([1]), ['', '/plugin']],
    [
      'everything wrong at once',
      json({ image: 1, mime_type: 2, x: 3 }),
      ['/x', '/plugin', '/mime_type', '/image'],
    ],
  ])('refuses %s by name', (_, form, pointers) => {
    const said = refusal(form);
    expect(said.code).toBe('BODY_INVALID');
    expect(said.pointers.sort()).toEqual([...pointers].sort());
  });

  it.each<[string, AnalysisForm]>([
    ['JSON without image', json({ plugin: 'ocr' })],
    ['a form without file', multipart({ plugin: 'ocr' }, [])],
    ['a form with the image as text', multipart({ plugin: 'ocr', image: 'AQID' }, [])],
  ])('says how to send the image of %s', (_, form) => {
    const said = refusal(form);
    expect(said.code).toBe('IMAGE_MISSING');
    expect(said.message).toMatch(/`image`/);
  });

  it.each<[string, AnalysisForm]>([
    ['two files', multipart({ plugin: 'ocr' }, [part, part])],
    ['a file and a text', multipart({ plugin: 'ocr', image: 'AQID' }, [part])],
  ])('refuses %s as two images', (_, form) => {
    expect(refusal(form)).toMatchObject({ code: 'IMAGE_AMBIGUOUS', pointers: ['/image'] });
  });

  it('refuses an image beside an image_url as two images', () => {
    const form = json({ plugin: 'ocr', image: '', image_url: '' });
    expect(refusal(form)).toMatchObject({ code: 'IMAGE_AMBIGUOUS', pointers: ['/image_url'] });
  });

  it.each<[string, AnalysisForm]>([
    ['text that is not JSON', raw({ plugin: 'ocr', options: '{' })],
    ['JSON text of a list', raw({ plugin: 'ocr', options: '[]' })],
    ['options told twice', raw({ plugin: 'ocr', options: ['{}', '{}'] })],
    ['null', json({ plugin: 'ocr', image: '', options: null })],
    ['text in a JSON body', json({ plugin: 'ocr', image: '', options: '{}' })],
    ['a hundred levels', raw({ plugin: 'ocr', options: '{"a":'.repeat(100) + '1' + '}'.repeat(100) })],
    [
      'a hundred thousand levels',
      raw({ plugin: 'ocr', options: `{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}` }),
    ],
  ])('refuses options that are %s', (_, form) => {
    expect(refusal(form)).toMatchObject({ code: 'OPTIONS_MALFORMED', pointers: ['/options'] });
  });

  it('answers anything at all with a request or a foreseen refusal', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('ocr', '', '{}', null),
    );
    const fields = fc.dictionary(
      fc.oneof(
        fc.constantFrom('plugin', 'image', 'image_url', 'options', 'mime_type', '__proto__'),
        fc.string(),
      ),
      value,
    );
    const parts = fc.array(
      fc.record({
        name: fc.oneof(fc.constant('image'), fc.string()),
        bytes: fc.uint8Array(),
        mimeType: fc.string(),
      }),
      { maxLength: 3 },
    );
    const form: fc.Arbitrary<AnalysisForm> = fc.oneof(
      fc.record({ kind: fc.constant('json' as const), query: fields, body: fc.oneof(fields, value) }),
      fc.record({ kind: fc.constant('multipart' as const), query: fields, fields, files: parts }),
      fc.record({
        kind: fc.constant('raw' as const),
        query: fields,
        bytes: fc.uint8Array(),
        mimeType: fc.string(),
      }),
    );
    fc.assert(
      fc.property(form, (given) => {
        try {
          const { plugin, options } = readAnalysisRequest(given);
          expect(plugin).not.toBe('');
          expect(Array.isArray(options)).toBe(false);
        } catch (thrown) {
          if (!isGatehouseError(thrown)) throw thrown;
          expect(['BODY_INVALID', 'IMAGE_MISSING', 'IMAGE_AMBIGUOUS', 'OPTIONS_MALFORMED']).toContain(
            thrown.code,
          );
        }
      }),
      { numRuns: 2000 },
    );
  });
});
