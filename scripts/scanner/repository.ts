import { fileURLToPath } from 'node:url';
import { gatehousePolicy } from './policy/gatehouse-policy.ts';
import { importRules } from './policy/import-rules.ts';
import type { Policy } from './policy/policy.ts';

/** The root of this repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** What this repository is held to. */
export async function repositoryPolicy(): Promise<Policy> {
  return gatehousePolicy(await importRules(ROOT));
}
