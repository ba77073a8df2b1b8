import type { Check, CheckResult, Finding } from './check.ts';
import { fail, note, verdictOf } from './check.ts';
import { acceptedTypesCheck } from './checks/accepted-types.ts';
import { cancellationCheck } from './checks/cancellation.ts';
import { determinismCheck } from './checks/determinism.ts';
import { examplesCheck } from './checks/examples.ts';
import { limitsCheck } from './checks/limits.ts';
import { oddImagesCheck } from './checks/odd-images.ts';
import { optionsCheck } from './checks/options.ts';
import { residueCheck } from './checks/residue.ts';
import { typesCheck } from './checks/types.ts';
import { Subject } from './subject.ts';

/** In the order in which they are made: what one has found, the next may build on. */
const CHECKS: readonly Check[] = [
  typesCheck,
  examplesCheck,
  determinismCheck,
  limitsCheck,
  optionsCheck,
  acceptedTypesCheck,
  oddImagesCheck,
  cancellationCheck,
  residueCheck,
];

const LOADS = { id: 'loads', title: 'it loads and starts' } as const;

/** How many results {@link checkPlugin} gives for a plugin that loads. */
export const CHECK_COUNT = CHECKS.length + 1;

/**
 * Takes a plugin through all checks, each by the real gate.
 *
 * @param folder absolute
 * @returns the results, each as soon as it is there. Of a plugin that does not load there is only the first
 */
export async function* checkPlugin(folder: string): AsyncGenerator<CheckResult> {
  let subject: Subject;
  try {
    subject = await Subject.open(folder);
  } catch (problem) {
    yield { ...LOADS, verdict: 'fail', findings: [describe(problem)] };
    return;
  }
  try {
    yield { ...LOADS, verdict: 'pass', findings: grantsOf(subject) };
    for (const check of CHECKS) yield await make(check, subject);
  } finally {
    await subject.close();
  }
}

async function make(check: Check, subject: Subject): Promise<CheckResult> {
  const { id, title } = check;
  const findings = await check
    .run(subject)
    .catch((problem: unknown): readonly Finding[] => [describe(problem)]);
  return { id, title, verdict: verdictOf(findings), findings };
}

function describe(problem: unknown): Finding {
  return fail(Error.isError(problem) ? problem.message : String(problem));
}

function grantsOf({ granted, manifest }: Subject): readonly Finding[] {
  if (granted.length === 0) return [];
  return [
    note(
      `Granted here what it asks for; a server needs PLUGIN_GRANTS=${manifest.name}:${granted.join('+')}.`,
    ),
  ];
}
