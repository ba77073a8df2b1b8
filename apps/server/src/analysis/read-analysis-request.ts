import type { ErrorPointer } from '@gatehouse/contracts';
import { GatehouseError } from '@gatehouse/errors';
import type { AnalysisRequest, ImageSource } from '@gatehouse/execution';
import {
  isFields,
  own,
  pointerTo,
  refuseUnknown,
  requestInvalid,
  shorten,
} from '../request/field-problems.js';
import type { AnalysisForm, UploadedPart } from './analysis-form.js';
import { readOptions } from './read-options.js';

/** What may be told in the query, whatever the form of the body. */
const QUERY_FIELDS: readonly string[] = ['plugin', 'options', 'mime_type'];
const FORM_FIELDS: readonly string[] = [...QUERY_FIELDS, 'image'];
const JSON_FIELDS: readonly string[] = [...FORM_FIELDS, 'image_url'];

const HINTS = {
  json: 'Send it as base64 or as a data: URL in the field `image`.',
  multipart: 'Send it as the file `image` (curl: -F image=@picture.png).',
} as const;

/** The fields of a request, wherever they were told. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads what a request for an analysis asks for. Decides only: no input or output, and nothing about the image itself.
 *
 * @throws GatehouseError BODY_INVALID with a pointer to each wrong field, IMAGE_MISSING, IMAGE_AMBIGUOUS, OPTIONS_MALFORMED
 */
export function readAnalysisRequest(form: AnalysisForm): AnalysisRequest {
  const problems: ErrorPointer[] = [];
  const fields = collectFields(form, problems);
  const plugin = readPlugin(fields['plugin'], problems);
  const mimeType = readMimeType(fields['mime_type'], problems);
  if (form.kind === 'json') checkImageTexts(fields, problems);
  if (problems.length > 0) throw requestInvalid(problems);
  return {
    plugin,
    image: readImage(form, fields, mimeType),
    options: readOptions(fields['options'], formOfOptions(form)),
  };
}

/** Fields of query and body as one; what the body says counts. */
function collectFields(form: AnalysisForm, problems: ErrorPointer[]): Fields {
  const body = bodyOf(form);
  const bodyFields = form.kind === 'json' ? JSON_FIELDS : FORM_FIELDS;
  if (form.kind === 'json' && !isFields(form.body)) {
    problems.push({ pointer: '', message: 'the body is not a JSON object' });
  }
  refuseUnknown(body, bodyFields, problems);
  refuseUnknown(form.query, QUERY_FIELDS, problems);
  return { ...pick(form.query, QUERY_FIELDS), ...pick(body, bodyFields) };
}

function bodyOf(form: AnalysisForm): Fields {
  if (form.kind === 'raw') return {};
  const body = form.kind === 'json' ? form.body : form.fields;
  return isFields(body) ? body : {};
}

function readPlugin(value: unknown, problems: ErrorPointer[]): string {
  if (typeof value === 'string' && value !== '') return value;
  const message =
    value === undefined || value === ''
      ? 'the name of a plugin is needed; GET /v1/plugins lists them'
      : 'it is not one text';
  problems.push({ pointer: '/plugin', message });
  return '';
}

function readMimeType(value: unknown, problems: ErrorPointer[]): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  problems.push({ pointer: '/mime_type', message: 'it is not one text' });
  return null;
}

function checkImageTexts({ image, image_url: url }: Fields, problems: ErrorPointer[]): void {
  if (image !== undefined && typeof image !== 'string')
    problems.push({ pointer: '/image', message: 'it is not a text; send base64 or a data: URL' });
  if (url !== undefined && typeof url !== 'string')
    problems.push({ pointer: '/image_url', message: 'it is not a text; send a URL' });
}

function readImage(form: AnalysisForm, fields: Fields, mimeType: string | null): ImageSource {
  switch (form.kind) {
    case 'json':
      return readJsonImage(fields, mimeType);
    case 'multipart': {
      const file = onlyImage(form.files, fields['image']);
      return { kind: 'bytes', bytes: file.bytes, mimeType: mimeType ?? imageTypeOf(file.mimeType) };
    }
    case 'raw':
      return { kind: 'bytes', bytes: form.bytes, mimeType: mimeType ?? imageTypeOf(form.mimeType) };
  }
}

function readJsonImage({ image, image_url: url }: Fields, mimeType: string | null): ImageSource {
  if (typeof url === 'string') {
    if (image !== undefined) throw ambiguous(2, '/image_url');
    return { kind: 'url', url, mimeType };
  }
  if (typeof image !== 'string') throw missing(HINTS.json);
  return { kind: 'base64', text: image, mimeType };
}

function onlyImage(files: readonly UploadedPart[], imageField: unknown): UploadedPart {
  const strangers = files.filter(({ name }) => name !== 'image');
  if (strangers.length > 0) {
    throw requestInvalid(
      strangers.map(({ name }) => ({
        pointer: pointerTo(name),
        message: `there is no file ${JSON.stringify(shorten(name))}; the file is called "image"`,
      })),
    );
  }
  const count = files.length + (imageField === undefined ? 0 : 1);
  if (count > 1) throw ambiguous(count, '/image');
  const [file] = files;
  if (file === undefined) throw missing(HINTS.multipart);
  return file;
}

/** What a Content-Type declares about an image: clients that do not know the type send `image/*` or something else. */
function imageTypeOf(contentType: string): string | null {
  return /^image\/[^*\s;]/i.test(contentType) ? contentType : null;
}

/** Only a JSON body can say an object; everywhere else `options` is text. */
function formOfOptions(form: AnalysisForm): 'object' | 'text' {
  return form.kind === 'json' && isTold(bodyOf(form), 'options') ? 'object' : 'text';
}

function missing(hint: string): GatehouseError {
  return new GatehouseError('IMAGE_MISSING', { hint }, { errors: [atImage('there is none')] });
}

function ambiguous(count: number, pointer: string): GatehouseError {
  return new GatehouseError(
    'IMAGE_AMBIGUOUS',
    { count },
    { errors: [{ pointer, message: 'more than one' }] },
  );
}

function atImage(message: string): ErrorPointer {
  return { pointer: '/image', message };
}

function pick(given: object, names: readonly string[]): Fields {
  return Object.fromEntries(
    names.filter((name) => isTold(given, name)).map((name) => [name, own(given, name)]),
  );
}

function isTold(given: object, name: string): boolean {
  return own(given, name) !== undefined;
}
