import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ERROR_CATALOGUE } from '@gatehouse/errors';
import { spawnServer, type ServerProcess } from '../../scripts/support/server-process.js';
import { ROOT } from '../architecture/workspaces.js';
import { ask, sample } from '../support/http.js';
import { readPromql } from './support/promql.js';
import { scrape, type Exposition } from './support/metered-server.js';

const read = (path: string): string => readFileSync(join(ROOT, 'docs', path), 'utf8');

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}
interface Panel {
  readonly title: string;
  readonly targets: readonly { readonly expr: string }[];
}
const { groups } = parse(read('operations/alerts.yaml')) as { groups: { rules: Alert[] }[] }; // its own shape is tested below
const alerts = groups.flatMap(({ rules }) => rules);
const { panels, templating } = JSON.parse(read('operations/grafana-dashboard.json')) as {
  panels: Panel[];
  templating: { list: { query: string }[] };
}; // likewise

const expressions = [
  ...alerts.map(({ alert, expr }) => [`the alert ${alert}`, expr] as const),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [`the panel ${title}`, expr] as const)),
];

/** What whoever scrapes adds to every sample. */
const SCRAPED = ['instance', 'job'];

let server: ServerProcess;
let exposition: Exposition;

beforeAll(async () => {
  server = await spawnServer({ PLUGIN_ONLY: 'barcode', LOG_LEVEL: 'silent' });
  const url = await server.ready();
  const headers = { 'content-type': 'image/png' };
  await ask(`${url}/v1/analyze-execution?plugin=barcode`, {
    method: 'POST',
    headers,
    body: sample('qr-tiny.png'),
  });
  exposition = await scrape(url);
}, 60_000);
afterAll(() => server.dispose());

/** The values that each label of a metric may have; empty where any may come. */
function labelsOf(metric: string): ReadonlyMap<string, ReadonlySet<string>> | null {
  const samples = [...exposition.families.values()].flatMap((family) => family.samples);
  const own = samples.filter(({ name }) => name === metric);
  if (own.length === 0) return null;
  const labels = new Map<string, Set<string>>(SCRAPED.map((label) => [label, new Set()]));
  for (const sampled of own) {
    for (const [label, value] of Object.entries(sampled.labels)) {
      labels.set(label, (labels.get(label) ?? new Set()).add(value));
    }
  }
  if (labels.has('outcome')) labels.set('outcome', new Set(['ok', ...Object.keys(ERROR_CATALOGUE)]));
  return labels;
}

/** What an expression speaks of that the server does not tell. */
function strangers(expression: string): string[] {
  const { selectors, groupedBy } = readPromql(expression);
  const known = new Set(SCRAPED);
  const found = selectors.flatMap(({ metric, matchers }) => {
    const labels =
      metric === 'up' ? new Map(SCRAPED.map((label) => [label, new Set<string>()])) : labelsOf(metric);
    if (labels === null) return [metric];
    for (const label of labels.keys()) known.add(label);
    return matchers.flatMap(({ label, values }) => {
      const possible = labels.get(label);
      if (possible === undefined) return [`${metric}{${label}}`];
      if (possible.size === 0) return [];
      const isThere = (value: string): boolean =>
        [...possible].some((one) => new RegExp(`^(${value})$`).test(one));
      return values.filter((value) => !isThere(value)).map((value) => `${metric}{${label}="${value}"}`);
    });
  });
  return [...found, ...groupedBy.filter((label) => !known.has(label))];
}

describe('the files in docs/operations', () => {
  it.each(expressions)('%s looks at what the server tells', (_, expression) => {
    expect(strangers(expression)).toEqual([]);
  });

  it('are seen where they look at what there is not', () => {
    expect(strangers('rate(gatehouse_plugin_runs_total[5m]) > 0')).toEqual(['gatehouse_plugin_runs_total']);
    expect(strangers('sum by (user) (gatehouse_plugin_in_flight{owner="x"})')).toEqual([
      'gatehouse_plugin_in_flight{owner}',
      'user',
    ]);
    expect(strangers('gatehouse_plugin_state{state=~"FAILED|SUCCESS"} == 1')).toEqual([
      'gatehouse_plugin_state{state="SUCCESS"}',
    ]);
    expect(() => strangers('sum by (plugin (x)')).toThrow('no PromQL');
  });

  it('have variables of labels that there are', () => {
    const queries = templating.list.map(({ query }) => query).filter((query) => query !== 'prometheus');
    const asked = queries.map((query) => /^label_values\((\w+), (\w+)\)$/.exec(query) ?? []);
    expect(asked.map(([, metric = '', label = '']) => labelsOf(metric)?.has(label))).toEqual(
      queries.map(() => true),
    );
  });

  it('show every metric of ours', () => {
    const ours = [...exposition.families.keys()].filter((name) => name.startsWith('gatehouse_'));
    const shown = expressions.flatMap(([, expression]) =>
      readPromql(expression).selectors.map(({ metric }) => metric),
    );
    expect(ours.filter((name) => !shown.some((metric) => metric.startsWith(name)))).toEqual([]);
    expect(ours).toHaveLength(10);
  });

  it('have alerts with a severity, a summary, and a row in docs/operations.md that says what to do', () => {
    const rows = [...read('operations.md').matchAll(/^\| `(Gatehouse\w+)`/gm)].map(([, name]) => name);
    expect(alerts.map(({ alert }) => alert)).toEqual(rows);
    const wanting = alerts.filter(
      ({ labels, annotations }) =>
        !['warning', 'critical'].includes(labels.severity) || annotations.summary === '',
    );
    expect(wanting).toEqual([]);
  });
});
