import promised from 'node:timers/promises';
import { UnrefWatch } from '../../../libs/sandbox/src/program/unref-watch.js';
import { keepProperties } from './kept-properties.js';

/** Begins to watch the timers of this process; `end` gives Node its own back. */
export function watchUnrefs(): { readonly unrefs: UnrefWatch; readonly end: () => void } {
  const timeout = setTimeout(() => undefined, 0);
  const immediate = setImmediate(() => undefined);
  clearTimeout(timeout);
  clearImmediate(immediate);
  const end = keepProperties([
    [Object.getPrototypeOf(timeout) as object, 'unref', 'refresh'], // a timer is of a class
    [Object.getPrototypeOf(immediate) as object, 'unref'],
    [promised, 'setTimeout', 'setImmediate', 'setInterval'],
    [Object.getPrototypeOf(promised.scheduler) as object, 'wait'],
    [promised.scheduler, 'wait'],
  ]);
  const unrefs = new UnrefWatch();
  unrefs.install();
  return { unrefs, end };
}
