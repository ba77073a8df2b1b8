import 'reflect-metadata';
import { Controller, Get, HttpException, Param, type INestApplication } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { EnvelopeError, GatehouseError, GlobalExceptionFilter, toErrorEnvelope } from '@gatehouse/errors';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask } from '../support/http.js';

const ring = new Error('ring');
ring.cause = ring;

/** Whatever JavaScript lets a handler throw. */
const THROWN: Readonly<Record<string, unknown>> = {
  error: new Error('the secret cause', { cause: new Error('a deeper secret') }),
  ring,
  null: null,
  undefined: undefined,
  text: 'text',
  symbol: Symbol('x'),
  number: Number.NaN,
  proxy: new Proxy(
    {},
    {
      get: () => {
        throw new Error('trap');
      },
      has: () => {
        throw new Error('trap');
      },
      getPrototypeOf: () => {
        throw new Error('trap');
      },
    },
  ),
  getter: {
    get message(): string {
      throw new Error('trap');
    },
    get status(): number {
      throw new Error('trap');
    },
  },
  function: () => 1,
  teapot: new HttpException('teapot', 418),
  unserialisable: new HttpException({ count: 1n }, 500),
};

@Controller()
class ThrowingController {
  @Get('throw/:what')
  throw(@Param('what') what: string): never {
    throw THROWN[what];
  }

  @Get('foreseen')
  foreseen(): never {
    throw new GatehouseError(
      'QUEUE_FULL',
      { what: 'ocr', limit: 1, retry_after_ms: 250 },
      { retryAfterMs: 250 },
    );
  }

  @Get('enveloped')
  enveloped(): never {
    const thrown = new GatehouseError('PLUGIN_THREW', { message: 'kaboom' }, { plugin: 'ocr' });
    throw new EnvelopeError(toErrorEnvelope(thrown, { jobId: 'a-job' }));
  }
}

@Module({
  controllers: [ThrowingController],
  providers: [{ provide: APP_FILTER, useClass: GlobalExceptionFilter }],
})
class ThrowingModule {}

let app: INestApplication;
let url: string;

beforeAll(async () => {
  app = await NestFactory.create(ThrowingModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterAll(() => app.close());

describe('the global filter', () => {
  it.each(Object.keys(THROWN))('answers a thrown %s as our own fault, and keeps it inside', async (what) => {
    const answer = await ask(`${url}/throw/${what}`);
    const error = expectEnvelope(answer, 'INTERNAL_ERROR');
    expect(error.plugin).toBeNull();
    expect(answer.text).not.toMatch(/secret|trap|teapot/);
  });

  it('answers what was foreseen with its own code, and how long to wait', async () => {
    const error = expectEnvelope(await ask(`${url}/foreseen`), 'QUEUE_FULL');
    expect(error.details.retry_after_ms).toBe(250);
  });

  it('sends a finished envelope as it is, without what is internal', async () => {
    const error = expectEnvelope(await ask(`${url}/enveloped`), 'PLUGIN_THREW');
    expect(error).toMatchObject({ message: 'kaboom', plugin: 'ocr', details: { job_id: 'a-job' } });
  });
});
