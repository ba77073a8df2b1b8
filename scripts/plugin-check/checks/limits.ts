import type { Check, Finding } from '../check.ts';
import { note, skip, warn } from '../check.ts';
import { idleNodeMb } from '../memory-meter.ts';
import type { Subject } from '../subject.ts';

/** The examples stay well within timeout_ms and memory_mb. */
export const limitsCheck: Check = {
  id: 'limits',
  title: 'half of its limits is enough',
  async run(subject) {
    if (subject.manifest.examples.length === 0) return [skip('There are no examples to measure.')];
    let slowestMs = 0;
    for (const example of await subject.loadExamples()) {
      const { executionTimeMs } = await subject.attempt(example, example.example.options);
      slowestMs = Math.max(slowestMs, executionTimeMs);
    }
    return [...judgeTime(subject, slowestMs), ...judgeMemory(subject)];
  },
};

function judgeTime({ manifest }: Subject, slowestMs: number): Finding[] {
  const { timeout_ms: limit } = manifest.limits;
  const figure = `${slowestMs.toFixed(0)} ms of ${limit} ms (limits.timeout_ms)`;
  if (slowestMs <= limit / 2) return [note(figure)];
  return [
    warn(
      `The slowest example took ${figure}: more than half. On a busy machine, or with a larger picture, it will be stopped ` +
        'half-way (PLUGIN_TIMED_OUT). Raise limits.timeout_ms, set input.max_side, or do less.',
    ),
  ];
}

function judgeMemory({ manifest, memory }: Subject): Finding[] {
  const { memory_mb: limit } = manifest.limits;
  const [peakMb, idleMb] = [memory.peakMb, idleNodeMb()];
  if (peakMb === null || idleMb === null) return [note('Memory is not measured here: there is no /proc.')];
  const used = Math.max(0, peakMb - idleMb);
  const figure = `${used} MB beside Node's own ${idleMb} MB, of ${limit} MB (limits.memory_mb)`;
  if (used <= limit / 2) return [note(figure)];
  return [
    warn(
      `At most it had ${figure}: more than half. A larger picture will end in PLUGIN_OUT_OF_MEMORY. ` +
        'Raise limits.memory_mb, set input.max_side, or keep less at once.',
    ),
  ];
}
