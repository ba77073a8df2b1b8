import { createHook } from 'node:async_hooks';

/**
 * Counts the timers of this process that have not fired and were not cleared, those that were unref'd too:
 * no list of what keeps a process alive shows them, and they fire in the middle of somebody else's call.
 */
export class PendingTimers {
  private readonly pending: Record<number, true> = Object.create(null) as Record<number, true>; // no prototype: a stranger may have changed it
  private amount = 0;

  constructor() {
    createHook({
      init: (id, type) => {
        if (type !== 'Timeout') return;
        this.pending[id] = true;
        this.amount++;
      },
      destroy: (id) => {
        if (!(id in this.pending)) return;
        Reflect.deleteProperty(this.pending, id);
        this.amount--;
      },
      trackPromises: false,
    }).enable();
  }

  get count(): number {
    return this.amount;
  }
}
