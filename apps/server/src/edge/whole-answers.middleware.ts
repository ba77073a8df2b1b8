import type { NextFunction, Request, Response } from 'express';

/** Headers that ask for less than the whole answer, or for none of it. */
const CONDITIONAL_HEADERS = [
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'range',
];

/** Every answer is a whole one: 304, 206, 412 and 416 cannot come of a request that does not ask for them. */
export function wholeAnswers({ headers }: Request, _: Response, next: NextFunction): void {
  for (const name of CONDITIONAL_HEADERS) Reflect.deleteProperty(headers, name);
  next();
}
