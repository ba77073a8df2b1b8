import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, Logger } from '@nestjs/common';
import type { ExecutionRecord } from '@gatehouse/contracts';
import { describeExecution } from './describe-execution.js';

/** Within a request the logger adds its id by itself; the line has that of its execution, and no key twice. */
const ofNoRequest = AsyncLocalStorage.snapshot();

/** Writes one line for each execution, however it was asked for. */
@Injectable()
export class ExecutionLog {
  private readonly logger = new Logger('Execution');

  tell(record: ExecutionRecord): void {
    const { level, line } = describeExecution(record);
    ofNoRequest(() => {
      this.logger[level](line, 'execution');
    });
  }
}
