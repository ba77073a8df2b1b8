import { Injectable } from '@nestjs/common';
import { AppConfig } from '@gatehouse/config';
import { GatehouseError } from '@gatehouse/errors';

const RETRY_AFTER_MS = 1000;

/** Bounds how many calls are held at once, each with its image in memory. */
@Injectable()
export class ExecutionAdmission {
  private readonly limit: number;
  private held = 0;

  constructor({ values }: AppConfig) {
    this.limit = values.EXECUTION_MAX_IN_FLIGHT;
  }

  /**
   * Makes sure that a place is free now, and takes none.
   *
   * @throws GatehouseError `QUEUE_FULL`
   */
  requirePlace(): void {
    if (this.held < this.limit) return;
    throw new GatehouseError(
      'QUEUE_FULL',
      { what: 'this server', limit: `${this.held} calls are under way`, retry_after_ms: RETRY_AFTER_MS },
      { retryAfterMs: RETRY_AFTER_MS },
    );
  }

  /**
   * Does some work while holding a place.
   *
   * @throws GatehouseError `QUEUE_FULL` at once when no place is free
   */
  async hold<Result>(work: () => Promise<Result>): Promise<Result> {
    this.requirePlace();
    this.held++;
    try {
      return await work();
    } finally {
      this.held--;
    }
  }
}
