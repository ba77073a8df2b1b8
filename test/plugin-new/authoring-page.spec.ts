import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleNames } from '@gatehouse/plugin-testkit';
import { MANIFEST_SCHEMA } from '../../libs/plugins/src/manifest/manifest-schema.js';
import { ROOT } from '../architecture/workspaces.js';

const page = readFileSync(join(ROOT, 'docs/plugins/authoring.md'), 'utf8');

interface FieldSchema {
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly items?: FieldSchema;
}

/** Each field of a schema with what stands for it when it is left out. */
function fieldsOf({ properties = {}, required = [] }: FieldSchema, prefix = ''): [string, string][] {
  return Object.entries(properties).flatMap(([key, field]) => {
    const path = `${prefix}${key}`;
    const absent = required.includes(key)
      ? 'required'
      : 'default' in field
        ? JSON.stringify(field.default)
        : '';
    return [
      [path, absent] as [string, string],
      ...fieldsOf(field, `${path}.`),
      ...(field.items === undefined ? [] : fieldsOf(field.items, `${path}[].`)),
    ];
  });
}

/** The first two cells of each row of the table whose head begins with these words. */
function table(...head: readonly string[]): [string, string][] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => head.every((word, index) => cells(line)[index] === word));
  const rows = lines.slice(start + 2);
  return rows.slice(0, rows.indexOf('')).map((line) => {
    const [first = '', second = ''] = cells(line);
    return [first, second];
  });
}

function cells(line: string): string[] {
  return line
    .split('|')
    .slice(1)
    .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1'));
}

describe('docs/plugins/authoring.md', () => {
  it('names every field of a manifest, with its default, and no other', () => {
    const fields = fieldsOf(MANIFEST_SCHEMA);
    // a long default is broken into lines, each a span of code
    const told = table('field', 'default').map(([field, absent]) => [
      field,
      absent.replaceAll(/`<br>`| /g, ''),
    ]);
    expect(told).toEqual(fields);
  });

  it('names every check', () => {
    const source = readFileSync(join(ROOT, 'test/plugin-check/command.spec.ts'), 'utf8');
    const ids = [...(/const CHECKS = \[([^\]]*)\]/.exec(source)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)];
    expect(table('check', 'asks').map(([id]) => id)).toEqual(ids.map(([, id]) => id));
  });

  it('names every part of the payload and of the context', () => {
    const contract = readFileSync(join(ROOT, 'libs/contracts/src/plugin.ts'), 'utf8');
    const membersOf = (name: string): string[] => {
      const body = new RegExp(`interface ${name}[^{]*\\{([^]*?)\\n\\}`).exec(contract)?.[1] ?? '';
      return [...body.matchAll(/^ {2}(?:readonly )?(\w+)[(:]/gm)].map(([, member = '']) => member).sort();
    };
    const named = (head: string): string[] =>
      table(head, 'is')
        .flatMap(([names]) => names.split('`, `').map((name) => /^\w+/.exec(name)?.[0] ?? ''))
        .sort();
    expect(named('payload')).toEqual(membersOf('RunPayload'));
    expect(named('context')).toEqual(membersOf('RunContext'));
  });

  it('names samples that there are', () => {
    const samples = [...page.matchAll(/@docs\/samples\/([\w.-]+)/g)].map(([, name = '']) => name);
    expect(samples.filter((name) => !sampleNames().includes(name))).toEqual([]);
  });
});
