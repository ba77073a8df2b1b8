import { Injectable, Logger } from '@nestjs/common';
import type { ExecutionRecord } from '@gatehouse/contracts';

/** Hears of every execution when it is over, and before its caller does. It must not take long. */
export type ExecutionListener = (record: ExecutionRecord) => void;

/** Where the gate tells of each execution, once. Nobody else writes here. */
@Injectable()
export class ExecutionRecorder {
  private readonly logger = new Logger(ExecutionRecorder.name);
  private readonly listeners: ExecutionListener[] = [];

  subscribe(listener: ExecutionListener): void {
    this.listeners.push(listener);
  }

  /** Tells of one execution that is over. Never throws: no execution fails for who watches it. */
  write(record: ExecutionRecord): void {
    for (const listener of this.listeners) {
      try {
        listener(record);
      } catch (thrown) {
        this.logger.error({ cause: String(thrown) }, 'an execution could not be told of');
      }
    }
  }
}
