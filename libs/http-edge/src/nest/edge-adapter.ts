import { StreamableFile } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Response } from 'express';
import type { EdgeLimits } from '../socket/edge-limits.js';
import { EdgeServer } from '../socket/edge-server.js';

/** For an application that is closed without having been stopped: nobody sends to it any more. */
const AT_ONCE = { lameDuckMs: 0, drainMs: 5000 };

/** Nest on Express on an {@link EdgeServer}. */
export class EdgeAdapter extends ExpressAdapter {
  private edge: EdgeServer | null = null;

  constructor(private readonly limits: EdgeLimits) {
    super();
  }

  /** Whether it is being stopped: it still answers, and no new work should be sent to it. */
  get isStopping(): boolean {
    return this.edge?.isStopping === true;
  }

  override initHttpServer(): void {
    this.edge = new EdgeServer(this.getInstance(), this.limits);
    this.setHttpServer(this.edge.server);
  }

  /** Answers all that is under way and ends the server, in good order; the application is closed after it. */
  async stop(): Promise<void> {
    await this.edge?.stop();
  }

  /** Nest waits for what this gives back before the application lets go of what requests need. */
  override beforeClose(): unknown {
    return this.edge?.stop(AT_ONCE);
  }

  override async close(): Promise<void> {
    await this.edge?.stop(AT_ONCE);
  }

  /** Makes the text before a header is set: what cannot be told as JSON throws here, and the filter answers. */
  override reply(response: Response, body: unknown, statusCode?: number): void {
    if (typeof body !== 'object' || body === null || body instanceof StreamableFile) {
      super.reply(response, body, statusCode);
      return;
    }
    const text = JSON.stringify(body) as string | undefined; // undefined where a `toJSON` says so
    if (text === undefined) throw new TypeError('what the handler returned is nothing in JSON');
    if (statusCode !== undefined) response.status(statusCode);
    if (response.get('Content-Type') === undefined) response.type('json');
    response.send(text);
  }
}
