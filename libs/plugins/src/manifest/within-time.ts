import vm from 'node:vm';

/** A task was stopped because it took longer than it may. */
export class TimeOverrun extends Error {
  constructor(limitMs: number) {
    super(`took longer than ${limitMs} ms`);
    this.name = 'TimeOverrun';
  }
}

/** How many times the limit the second try may take, when the first had too little of the processor. */
const PATIENCE = 3;
/** The part of the limit that a task has to have been on the processor for its end to be its own fault. */
const HAD_ITS_TIME = 0.8;

// A context of its own, so that what is handed over is in nobody's way.
const stage = vm.createContext(vm.constants.DONT_CONTEXTIFY) as { task?: () => unknown }; // its one global is ours
const call = new vm.Script('task()');

/**
 * Runs a synchronous task and stops it when it takes too long: Node's watchdog ends the execution wherever it is, in
 * a loop as well as in a regular expression. That costs about 0.2 ms, most of it the watchdog's thread.
 *
 * The watchdog's clock also runs while the machine does something else. A task that was stopped before it had its
 * time on the processor gets one more try: it may run twice, and must not mind. Nor may it keep anything for later that
 * it could be stopped in the middle of: not even a `finally` is run.
 *
 * @throws TimeOverrun, and whatever the task throws
 */
export function withinTime<T>(limitMs: number, task: () => T): T {
  const start = process.threadCpuUsage();
  try {
    return run(limitMs, task);
  } catch (thrown) {
    if (!isTimeout(thrown)) throw thrown;
  }
  const { user, system } = process.threadCpuUsage(start);
  if ((user + system) / 1000 > limitMs * HAD_ITS_TIME) throw new TimeOverrun(limitMs);
  try {
    return run(limitMs * PATIENCE, task);
  } catch (thrown) {
    throw isTimeout(thrown) ? new TimeOverrun(limitMs) : thrown;
  }
}

function run<T>(timeout: number, task: () => T): T {
  stage.task = task;
  try {
    return call.runInContext(stage, { timeout, displayErrors: false }) as T; // the script does nothing but call the task
  } finally {
    delete stage.task;
  }
}

function isTimeout(thrown: unknown): boolean {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'code' in thrown &&
    thrown.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
