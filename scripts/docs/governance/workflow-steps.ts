import { readFileSync } from 'node:fs';

/** A step of a workflow that runs a command. */
export interface WorkflowStep {
  readonly name: string;
  readonly command: string;
}

const WORKFLOW = new URL('../../../.github/workflows/execution-ci.yml', import.meta.url);

/** What the workflow of executions checks, in its order. */
export function workflowSteps(): readonly WorkflowStep[] {
  const named = readFileSync(WORKFLOW, 'utf8').matchAll(/^ {6}- name: (.+)\n(?: {8}.*\n)*? {8}run: (.+)$/gm);
  return [...named].map(([, name = '', command = '']) => ({ name, command }));
}
