import { Writable } from 'node:stream';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pinoHttp } from 'pino-http';
import { loggingOptions } from './logging-options.js';

function collect(): { stream: Writable; lines: () => Record<string, unknown>[] } {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      chunks.push(chunk.toString());
      done();
    },
  });
  return {
    stream,
    lines: () =>
      chunks
        .join('')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>), // pino writes objects
  };
}

describe('the log', () => {
  it('is one JSON object a line, with level and time in words', () => {
    const { stream, lines } = collect();
    pinoHttp(...loggingOptions({ LOG_LEVEL: 'info' }, stream)).logger.warn({ plugin: 'ocr' }, 'slow');
    expect(lines()).toEqual([expect.objectContaining({ level: 'warn', plugin: 'ocr', msg: 'slow' })]);
    expect(new Date(String(lines()[0]?.['time'])).toISOString()).toBe(lines()[0]?.['time']);
  });

  it('keeps to LOG_LEVEL', () => {
    const { stream, lines } = collect();
    const { logger } = pinoHttp(...loggingOptions({ LOG_LEVEL: 'error' }, stream));
    logger.warn('not this');
    logger.error('this');
    expect(lines().map(({ msg }) => msg)).toEqual(['this']);
  });

  it('holds no secret, at the top or a level down', () => {
    const { stream, lines } = collect();
    const { logger } = pinoHttp(...loggingOptions({ LOG_LEVEL: 'info' }, stream));
    logger.info(
      { authorization: 'Bearer s3cret', headers: { 'x-api-key': 's3cret', cookie: 's3cret' } },
      'x',
    );
    expect(JSON.stringify(lines())).not.toContain('s3cret');
  });

  it('tells of a request its id, method, path, status and duration, and nothing a caller may keep secret', async () => {
    const { stream, lines } = collect();
    const log = pinoHttp(...loggingOptions({ LOG_LEVEL: 'info' }, stream));
    const server = createServer((request, response) => {
      Object.assign(request, { id: 'the-id', caller: { keyId: '0123456789' } });
      log(request, response);
      response.end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // it listens on a port
    await fetch(`http://127.0.0.1:${port}/a/b?key=s3cret`, { headers: { authorization: 's3cret' } });
    await fetch(`http://127.0.0.1:${port}/v1/health/live`);
    server.close();
    await once(server, 'close');
    expect(lines()).toHaveLength(1);
    const [line] = lines();
    expect(line).toMatchObject({
      request_id: 'the-id',
      method: 'GET',
      path: '/a/b',
      status: 200,
      key_id: '0123456789',
    });
    expect(typeof line?.['duration_ms']).toBe('number');
    expect(JSON.stringify(line)).not.toContain('s3cret');
  });
});
