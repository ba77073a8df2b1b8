import type { SentSpan } from './read-spans.js';

/** The names of spans, each below its parent by two spaces, in the order in which they began. */
export function treeOf(spans: readonly SentSpan[]): string[] {
  const ids = new Set(spans.map(({ id }) => id));
  const below = (parent: SentSpan, depth: number): string[] => [
    '  '.repeat(depth) + parent.name,
    ...spans.filter(({ parentId }) => parentId === parent.id).flatMap((span) => below(span, depth + 1)),
  ];
  return spans.filter(({ parentId }) => !ids.has(parentId)).flatMap((span) => below(span, 0));
}
