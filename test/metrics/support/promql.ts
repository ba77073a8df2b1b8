import { parser } from '@prometheus-io/lezer-promql';

/** A label of a selector, and the values it asks for, where those are written out. */
interface Matcher {
  readonly label: string;
  /** None where the value is a variable of a dashboard. */
  readonly values: readonly string[];
}

/** What an expression of PromQL looks at. */
export interface Expression {
  readonly selectors: readonly { readonly metric: string; readonly matchers: readonly Matcher[] }[];
  /** Labels that it groups or joins by. */
  readonly groupedBy: readonly string[];
}

/**
 * Reads an expression with the grammar of Prometheus itself.
 *
 * @throws Error where it is none
 */
export function readPromql(expression: string): Expression {
  const text = expression.replaceAll('$__rate_interval', '5m');
  const selectors: { metric: string; matchers: Matcher[] }[] = [];
  const groupedBy: string[] = [];
  let label = '';
  parser.parse(text).iterate({
    enter: ({ type, name, from, to, node }) => {
      const words = text.slice(from, to);
      if (type.isError) throw new Error(`no PromQL at ${from}: ${text}`);
      if (name === 'VectorSelector') selectors.push({ metric: '', matchers: [] });
      const selector = selectors.at(-1);
      if (name === 'Identifier' && selector !== undefined) selector.metric = words;
      if (name === 'LabelName' && node.parent?.name === 'GroupingLabels') groupedBy.push(words);
      else if (name === 'LabelName') label = words;
      if (name === 'StringLiteral') selector?.matchers.push({ label, values: valuesOf(words.slice(1, -1)) });
    },
  });
  return { selectors, groupedBy };
}

const valuesOf = (value: string): string[] => (value.startsWith('$') ? [] : value.split('|'));
