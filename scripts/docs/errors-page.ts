import { ERROR_CATALOGUE, type CatalogueEntry } from '@gatehouse/errors';
import { ERROR_TYPE, type ErrorType } from '@gatehouse/contracts';
import { ERROR_TYPE_MEANINGS } from './error-type-meanings.ts';
import { markNames } from './mark-names.ts';

const INTRODUCTION = `# Errors

Every answer that is not a 200 is a 400 with one body: \`error\`, which has exactly the keys \`type\`, \`message\`, \`details\`,
\`plugin\` and \`timestamp\`. \`error.details.code\` is one of the codes below; it does not change, while the words of a message may.
\`retryable\` says whether the same request may succeed later. \`{names}\` in a message are filled in.

This page is written by \`npm run docs:errors\` from the catalogue in \`libs/errors/src/catalogue.ts\`.
`;

/** The text of docs/errors.md, made of the catalogue. */
export function errorsPage(): string {
  return [INTRODUCTION, ...Object.values(ERROR_TYPE).flatMap(section)].join('\n');
}

function section(type: ErrorType): string[] {
  const entries = Object.entries(ERROR_CATALOGUE).filter(([, entry]) => entry.type === type);
  if (entries.length === 0) return [];
  return [
    `## ${type}\n\n${ERROR_TYPE_MEANINGS[type]}\n`,
    ...entries.map(([code, entry]) => paragraph(code, entry)),
  ];
}

function paragraph(code: string, { message, retryable, remedy }: CatalogueEntry): string {
  const whatToDo = `Retryable: ${retryable ? 'yes' : 'no'}. ${markNames(remedy)}\n`;
  return [`### ${code}\n`, `> ${message}\n`, whatToDo].join('\n');
}
