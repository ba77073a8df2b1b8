import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ERROR_TYPE } from '@gatehouse/contracts';
import { ERROR_CATALOGUE } from '@gatehouse/errors';
import { WIRE_EXCEPTIONS } from '@gatehouse/http-edge';
import { INVARIANTS } from '../../apps/server/src/governance/invariants.ts';
import { allRules } from '../scanner/rules/all-rules.ts';
import { ERROR_TYPE_MEANINGS } from './error-type-meanings.ts';
import { fillIn } from './fill-in.ts';
import { LAYERS } from './governance/layers.ts';
import { STATE_TABLES } from './governance/state-tables.ts';
import { workflowSteps } from './governance/workflow-steps.ts';
import { markdownTable } from './markdown-table.ts';

const TEMPLATE = new URL('governance/template.md', import.meta.url);

/** The text of docs/design/execution-governance.md: its template, with the tables that are made of what the code goes by. */
export function governancePage(): string {
  return fillIn(readFileSync(TEMPLATE, 'utf8'), {
    invariants: markdownTable(
      ['Invariant', 'What holds', 'What sees to it', 'Rules', 'Tests'],
      INVARIANTS.map(({ id, statement, enforcedBy, rules, tests }) => [
        id,
        statement,
        enforcedBy,
        rules.join(', '),
        tests.map(link).join(', '),
      ]),
    ),
    layers: markdownTable(
      ['Layer', 'Called by', 'Does', 'Never'],
      LAYERS.map(({ name, file, calledBy, does, never }) => [
        `[${name}](../../${file})`,
        calledBy,
        does,
        never,
      ]),
    ),
    'plugin-states': STATE_TABLES.plugins,
    'job-states': STATE_TABLES.jobs,
    'error-types': markdownTable(
      ['Type', 'Says', 'Codes'],
      Object.values(ERROR_TYPE).map((type) => [
        `[${type}](../errors.md#${type.toLowerCase()})`,
        ERROR_TYPE_MEANINGS[type],
        String(Object.values(ERROR_CATALOGUE).filter((entry) => entry.type === type).length),
      ]),
    ),
    exceptions: markdownTable(
      ['Exception', 'What', 'Why'],
      WIRE_EXCEPTIONS.map(({ id, what, why }) => [id, what, why]),
    ),
    rules: markdownTable(
      ['Rule', 'What it holds', 'Why'],
      allRules.map(({ id, statement, why }) => [id, statement, why]),
    ),
    ci: workflowSteps()
      .map(({ name, command }, index) => `${index + 1}. ${name}: \`${command}\``)
      .join('\n'),
  });
}

const link = (test: string): string => `[${basename(test)}](../../${test})`;
