import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '../../support/until.js';
import { readResources, readSpans, type SentSpan } from './read-spans.js';

/** A collector of traces on a loopback port, which takes OTLP over HTTP as real ones do. */
export class Collector {
  readonly spans: SentSpan[] = [];
  readonly resources: Readonly<Record<string, string>>[] = [];
  private readonly server = createServer((request, response) => {
    void this.take(request).then((status) => {
      response.writeHead(status).end();
    });
  });

  /** To be closed by whoever opened it. */
  static async open(): Promise<Collector> {
    const collector = new Collector();
    collector.server.listen(0, '127.0.0.1');
    await once(collector.server, 'listening');
    return collector;
  }

  /** As OTEL_EXPORTER_OTLP_ENDPOINT has it. */
  get url(): string {
    const { port } = this.server.address() as AddressInfo; // it listens on TCP
    return `http://127.0.0.1:${port}`;
  }

  /** Waits until spans that fit have come, so many of them, and gives them back as they began. */
  async wait(count: number, fits: (span: SentSpan) => boolean): Promise<SentSpan[]> {
    await until(() => this.spans.filter(fits).length >= count);
    return this.spans.filter(fits).sort((one, other) => Number(one.start - other.start));
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async take(request: IncomingMessage): Promise<number> {
    const pieces = (await request.toArray()) as Buffer[]; // no encoding is set
    if (request.method !== 'POST' || request.url !== '/v1/traces') return 404;
    if (request.headers['content-type'] !== 'application/x-protobuf') return 415;
    const body = Buffer.concat(pieces);
    this.spans.push(...readSpans(body));
    this.resources.push(...readResources(body));
    return 200;
  }
}
