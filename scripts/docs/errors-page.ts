import { ERROR_CATALOGUE, type CatalogueEntry } from '@gatehouse/errors';
import { ERROR_TYPE } from '@gatehouse/contracts';

const INTRODUCTION = `# Errors

Every answer that is not a 200 is a 400 with one body: \`error\`, which has exactly the keys \`type\`, \`message\`, \`details\`,
\`plugin\` and \`timestamp\`. \`error.details.code\` is one of the codes below; it does not change, while the words of a message may.
\`retryable\` says whether the same request may succeed later. \`{names}\` in a message are filled in.

This page is written by \`npm run docs:errors\` from the catalogue in \`libs/errors/src/catalogue.ts\`.
`;

const TYPE_MEANS: Readonly<Record<string, string>> = {
  ValidationError: 'Input or output breaks its contract.',
  PluginError: 'No such plugin, unavailable, or failed to load.',
  ExecutionError: 'It ran, or waited to, and did not finish.',
  NotFoundError: 'There is nothing of that name.',
  ConflictError: 'It does not fit the state things are in.',
  AuthError: 'It is not allowed to whoever asked.',
  RateLimitError: 'Too many requests.',
  InternalError: 'Our own fault.',
};

/** The text of docs/errors.md, made of the catalogue. */
export function errorsPage(): string {
  return [INTRODUCTION, ...Object.keys(ERROR_TYPE).flatMap(section)].join('\n');
}

function section(type: string): string[] {
  const entries = Object.entries(ERROR_CATALOGUE).filter(([, entry]) => entry.type === type);
  if (entries.length === 0) return [];
  return [
    `## ${type}\n\n${TYPE_MEANS[type] ?? ''}\n`,
    ...entries.map(([code, entry]) => paragraph(code, entry)),
  ];
}

function paragraph(code: string, { message, retryable, remedy }: CatalogueEntry): string {
  return [`### ${code}\n`, `> ${message}\n`, `Retryable: ${retryable ? 'yes' : 'no'}. ${remedy}\n`].join(
    '\n',
  );
}
