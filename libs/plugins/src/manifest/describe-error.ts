import type { ErrorObject } from 'ajv/dist/2020.js';
import type { ErrorPointer } from '@gatehouse/contracts';
import { escapePointer } from './subschemas.js';

/** Longest list of what may stand somewhere that is told. */
const MAX_LIST_LENGTH = 500;

/** Puts one of Ajv's findings into a pointer at what is wrong and words that say what may stand there. */
export function describeError({ instancePath, keyword, message, params }: ErrorObject): ErrorPointer {
  const found = params as Readonly<Record<string, unknown>>; // which keys it has depends on the keyword
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(found['additionalProperty'] ?? found['unevaluatedProperty']);
      return { pointer: `${instancePath}/${escapePointer(name)}`, message: 'is not known' };
    }
    case 'required': {
      const name = String(found['missingProperty']);
      return { pointer: `${instancePath}/${escapePointer(name)}`, message: 'is required' };
    }
    case 'enum':
      return { pointer: instancePath, message: `must be one of ${list(found['allowedValues'])}` };
    case 'const':
      return { pointer: instancePath, message: `must be ${list(found['allowedValue'])}` };
    default:
      return { pointer: instancePath, message: message ?? `breaks "${keyword}"` };
  }
}

function list(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= MAX_LIST_LENGTH ? text : `${text.slice(0, MAX_LIST_LENGTH).toWellFormed()}…`;
}
