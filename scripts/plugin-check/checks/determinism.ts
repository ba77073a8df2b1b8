import { isDeepStrictEqual } from 'node:util';
import type { Check, Finding } from '../check.ts';
import { fail, note, skip } from '../check.ts';
import { firstDifference } from '../same-json.ts';
import type { LoadedExample, Subject } from '../subject.ts';

type Answers = ReadonlyMap<LoadedExample, unknown>;

/** What is declared deterministic answers the same twice in one process, and in a fresh one. */
export const determinismCheck: Check = {
  id: 'determinism',
  title: 'one input has one answer',
  async run(subject) {
    if (subject.manifest.examples.length === 0) return [skip('There are no examples to repeat.')];
    const first = await answers(subject);
    const again = await answers(subject);
    await subject.reopen();
    const fresh = await answers(subject);
    const findings = [
      ...compare(first, again, 'when it is asked again', 'State is kept from one call to the next'),
      ...compare(first, fresh, 'in a fresh process', 'Its answer depends on when or where it was started'),
    ];
    return subject.manifest.deterministic ? findings : undeclared(findings);
  },
};

async function answers(subject: Subject): Promise<Answers> {
  const found = new Map<LoadedExample, unknown>();
  for (const example of await subject.loadExamples()) {
    const { result } = await subject.attempt(example, example.example.options);
    if (result !== null) found.set(example, result);
  }
  return found;
}

function compare(one: Answers, other: Answers, when: string, cause: string): Finding[] {
  return [...one]
    .filter(([example, result]) => other.has(example) && !isDeepStrictEqual(result, other.get(example)))
    .map(([example, result]) => {
      const difference = firstDifference(asJson(result), asJson(other.get(example)));
      return fail(
        `${example.what} is answered otherwise ${when}: ${difference ?? 'another key is there'}. plugin.json says "deterministic": true, ` +
          `and callers may keep answers on the strength of it. ${cause} (time, Math.random, a variable of the module): ` +
          'remove that, or say false.',
      );
    });
}

function asJson(value: unknown): Parameters<typeof firstDifference>[0] {
  return value as Parameters<typeof firstDifference>[0]; // an answer was read from JSON
}

function undeclared(findings: readonly Finding[]): Finding[] {
  if (findings.length > 0) return [skip('It is not declared to be deterministic, and is not.')];
  return [
    skip('It is not declared to be deterministic.'),
    note(
      'The examples were answered alike three times, in two processes: "deterministic": true may be said of it.',
    ),
  ];
}
