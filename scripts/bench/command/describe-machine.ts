import { availableParallelism, cpus, totalmem, type } from 'node:os';

/** The machine in a few words: processors, memory, system. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${availableParallelism()} × ${model}, ${memory} GB, ${type()}`;
}
