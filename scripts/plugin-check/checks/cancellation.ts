import type { Check, Finding } from '../check.ts';
import { fail, note, skip } from '../check.ts';
import type { LoadedExample, Subject } from '../subject.ts';

/** Milliseconds within which a server frees a process whose caller has gone. */
const FREED_WITHIN_MS = 500;
/** Sooner than this a process is not stopped from outside: it has ended the call by itself. */
const BY_ITSELF_MS = 150;
const LONGEST_HEAD_START_MS = 50;
/** A busy machine makes some of them late; a plugin that cannot be stopped makes all of them. */
const TRIES = 3;

/** A caller who gives up frees the process, and the next one is served. */
export const cancellationCheck: Check = {
  id: 'cancellation',
  title: 'a caller may give up',
  async run(subject) {
    const slowest = await slowestExample(subject);
    if (slowest === null) return [skip('There is no example that is answered.')];
    const freedAfterMs = await soonestCancel(subject, slowest.example, slowest.ms);
    const next = await subject.attempt(slowest.example, slowest.example.example.options);
    const findings = [...judge(freedAfterMs, slowest.ms)];
    if (next.failure !== null) {
      findings.push(
        fail(`After that ${next.what} is not answered: ${next.failure.code}: ${next.failure.message}`),
      );
    }
    return findings;
  },
};

async function slowestExample(
  subject: Subject,
): Promise<{ readonly example: LoadedExample; readonly ms: number } | null> {
  let slowest: { readonly example: LoadedExample; readonly ms: number } | null = null;
  for (const example of await subject.loadExamples()) {
    const { result, executionTimeMs: ms } = await subject.attempt(example, example.example.options);
    if (result !== null && ms > (slowest?.ms ?? -1)) slowest = { example, ms };
  }
  return slowest;
}

async function soonestCancel(
  subject: Subject,
  example: LoadedExample,
  usualMs: number,
): Promise<number | null> {
  let soonest: number | null = null;
  for (let count = 0; count < TRIES; count++) {
    const freedAfterMs = await cancel(subject, example, usualMs);
    if (freedAfterMs === null) return soonest;
    soonest = Math.min(soonest ?? Infinity, freedAfterMs);
    if (soonest <= FREED_WITHIN_MS) break;
  }
  return soonest;
}

/** Gives up in the middle of a run. Milliseconds until that ended it; null where it had its answer before. */
async function cancel(subject: Subject, example: LoadedExample, usualMs: number): Promise<number | null> {
  const abort = new AbortController();
  let abortedAt = 0;
  const giveUp = (): void => {
    abortedAt = performance.now();
    abort.abort();
  };
  const onStart = (): void => {
    setTimeout(giveUp, Math.min(usualMs / 3, LONGEST_HEAD_START_MS));
  };
  const what = `${example.what}, given up`;
  const { failure } = await subject.attempt({ ...example, what }, example.example.options, {
    signal: abort.signal,
    onStart,
  });
  return failure?.code === 'EXECUTION_CANCELLED' ? performance.now() - abortedAt : null;
}

function judge(freedAfterMs: number | null, usualMs: number): Finding[] {
  if (freedAfterMs === null)
    return [note(`It answers before anybody could give up (${usualMs.toFixed(0)} ms).`)];
  const figure = `${freedAfterMs.toFixed(0)} ms`;
  if (freedAfterMs > FREED_WITHIN_MS) {
    return [
      fail(`Its process was freed ${figure} after the caller gave up; ${FREED_WITHIN_MS} ms is promised.`),
    ];
  }
  if (freedAfterMs < BY_ITSELF_MS) return [note(`It ended by itself ${figure} after its caller gave up.`)];
  return [
    note(
      `It was stopped ${figure} after its caller gave up, and its process lost. That is allowed; where run does its work ` +
        'in steps, context.signal.throwIfAborted() between them spares starting another.',
    ),
  ];
}
