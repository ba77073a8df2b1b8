import type { Mutant } from './mutant.ts';

/** A change that no test can notice, because nobody could. */
export interface Unnoticeable extends Pick<Mutant, 'file' | 'from' | 'to'> {
  readonly why: string;
}

/** Every survivor that is known, with the reason. */
export const UNNOTICEABLE: readonly Unnoticeable[] = [
  {
    file: 'libs/execution/src/analysis-execution.service.ts',
    from: 'this.#jobs.requirePlugin(request.plugin);',
    to: ';',
    why: 'The job is refused for the same reason one step later: this only spares fetching an image for nobody.',
  },
  {
    file: 'libs/execution/src/job-execution.service.ts',
    from: 'this.plugins.select(plugin);',
    to: ';',
    why: 'It is asked at each door. What passes this one is refused at the next with the same error.',
  },
  ...['await this.withError(id, scope, first)', 'await this.withError(id, scope, next.value)'].map(
    (from) => ({
      file: 'libs/execution/src/job-feed.ts',
      from,
      to: from.replace('await ', ''),
      why: 'A generator that is asynchronous waits for what it gives out.',
    }),
  ),
  {
    file: 'libs/execution/src/rendering/find-boxes.ts',
    from: 'this.referred.set(reference, found);',
    to: ';',
    why: 'What a reference leads to is the same each time: keeping it only saves the way.',
  },
  {
    file: 'libs/execution/src/lanes.ts',
    from: 'this.lanes.delete(name);',
    to: ';',
    why: 'An empty lane that is kept serves the next as a new one does; it only takes its place in memory.',
  },
  {
    file: 'libs/execution/src/lanes.ts',
    from: 'true',
    to: 'false',
    why: 'The listener is taken off in any case: `once` takes it off a moment earlier where it was called.',
  },
];
