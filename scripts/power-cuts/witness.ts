import { openSync, writeSync } from 'node:fs';
import type { Fact } from './marks.ts';

/** Tells the recorder what is asked of the store and what it acknowledges. */
export class Witness {
  private readonly marks: number;
  private readonly onAcknowledged: () => void;

  /**
   * @param path that the recorder takes for that of its marks
   * @param onAcknowledged called whenever something was acknowledged
   */
  constructor(path: string, onAcknowledged: () => void) {
    this.marks = openSync(path, 'w');
    this.onAcknowledged = onAcknowledged;
  }

  /** Does what a fact is asked for with. It is acknowledged once `ask` gives anything but false. */
  async tell(fact: Fact, ask: () => Promise<unknown>): Promise<boolean> {
    this.asked(fact);
    const isSo = (await ask()) !== false;
    if (isSo) this.acknowledged(fact);
    return isSo;
  }

  asked(fact: Fact): void {
    writeSync(this.marks, JSON.stringify({ told: 'asked', fact }));
  }

  acknowledged(fact: Fact): void {
    writeSync(this.marks, JSON.stringify({ told: 'acknowledged', fact }));
    this.onAcknowledged();
  }
}
