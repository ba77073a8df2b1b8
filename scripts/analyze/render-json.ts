import { table } from '../demo/table.ts';
import { plainText } from './plain-text.ts';

const MAX_LINE = 88;
const MAX_CELL = 32;
const MAX_ROWS = 20;

type Facts = Readonly<Record<string, unknown>>;

/** Any JSON as people like to read it: names and values, tables of what comes in rows, texts as they are. */
export function renderJson(value: unknown): string {
  return block(value).join('\n');
}

function block(value: unknown): string[] {
  const line = inline(value);
  if (line !== null) return [line];
  if (typeof value === 'string') return plainText(value).split('\n');
  if (Array.isArray(value)) return value.every(isFacts) ? rows(value) : value.flatMap(item);
  return Object.entries(value as Facts).flatMap(([name, member]) => field(name, member)); // what is left of JSON
}

/** A value that is short enough for one line; null where it is not. */
function inline(value: unknown): string | null {
  if (isScalar(value)) {
    const text = word(value);
    return text.includes('\n') || text.length > MAX_LINE ? null : text;
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none';
    if (!value.every(isScalar)) return null;
  } else if (!isSmall(value)) return null;
  const text = compact(value);
  return text.length > MAX_LINE || text.includes('\n') ? null : text;
}

function field(name: string, value: unknown): string[] {
  const line = inline(value);
  const label = plainText(name);
  return line === null ? [`${label}:`, ...indent(block(value))] : [`${label}: ${line}`];
}

function item(value: unknown): string[] {
  const [first = '', ...others] = block(value);
  return [`- ${first}`, ...indent(others)];
}

function rows(all: readonly Facts[]): string[] {
  const shown = all.slice(0, MAX_ROWS);
  const names = [...new Set(shown.flatMap((row) => Object.keys(row)))];
  const cells = shown.map((row) => names.map((name) => cell(row[name])));
  const more = all.length - shown.length;
  return [
    ...table(names.map(plainText), cells).split('\n'),
    ...(more > 0 ? [`… and ${more} more; --json shows all`] : []),
  ];
}

function cell(value: unknown): string {
  const text = (value === undefined ? '' : compact(value)).replace(/\s+/g, ' ');
  return text.length > MAX_CELL ? `${text.slice(0, MAX_CELL - 1)}…` : text;
}

function compact(value: unknown): string {
  if (isScalar(value)) return word(value);
  if (Array.isArray(value)) return value.map(compact).join(', ');
  return Object.entries(value as Facts) // what is left of JSON
    .map(
      ([name, member]) => `${plainText(name)} ${isScalar(member) ? compact(member) : `(${compact(member)})`}`,
    )
    .join(', ');
}

function word(value: unknown): string {
  if (typeof value === 'string') return value === '' ? '""' : plainText(value);
  return value === null ? '-' : JSON.stringify(value);
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

/** An object of a few plain facts, like a point. */
function isSmall(value: unknown): boolean {
  return isFacts(value) && Object.values(value).every((member) => isScalar(member));
}

function isFacts(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}
