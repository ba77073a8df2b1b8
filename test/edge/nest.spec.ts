import {
  Catch,
  Controller,
  Get,
  Logger,
  Module,
  Post,
  StreamableFile,
  type ExceptionFilter,
} from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Readable } from 'node:stream';
import { GlobalExceptionFilter, type ErrorCode } from '@gatehouse/errors';
import { EdgeAdapter, lastResort } from '@gatehouse/http-edge';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask } from '../support/http.js';

const LIMITS = {
  headersTimeoutMs: 5000,
  bodyIdleTimeoutMs: 5000,
  requestTimeoutMs: 5000,
  answerTimeoutMs: 5000,
  maxBodyBytes: 1000,
};

const cycle: { self?: unknown } = {};
cycle.self = cycle;

const RETURNED: Readonly<Record<string, () => unknown>> = {
  object: () => ({ a: 'ä' }),
  list: () => [1],
  text: () => 'fine',
  number: () => 1,
  nothing: () => undefined,
  file: () => new StreamableFile(Buffer.from('bytes')),
  bigint: () => ({ n: 1n }),
  cycle: () => cycle,
  'throwing-json': () => ({
    toJSON: () => {
      throw new Error('no');
    },
  }),
  'silent-json': () => ({ toJSON: () => undefined }),
  'throwing-getter': () =>
    Object.defineProperty({}, 'a', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    }),
  'broken-file': () =>
    new StreamableFile(
      new Readable({
        read() {
          this.destroy(new Error('half-way'));
        },
      }),
    ),
  throw: () => {
    throw new Error('x');
  },
  'throw-null': () => {
    throw null as unknown as Error; // anything may be thrown
  },
  'throw-symbol': () => {
    throw Symbol('s') as unknown as Error; // anything may be thrown
  },
  later: () => Promise.reject(new Error('x')),
};

function controllerOf(name: string, what: () => unknown): new () => object {
  @Controller(name)
  class ReturningController {
    @Get()
    answer(): unknown {
      return what();
    }

    /** Without `HttpCode`: Nest answers 201. */
    @Post()
    create(): unknown {
      return what();
    }
  }
  return ReturningController;
}

@Catch()
class ThrowingFilter implements ExceptionFilter {
  catch(): void {
    throw new Error('the filter');
  }
}

async function start(filter: new () => ExceptionFilter): Promise<NestExpressApplication> {
  @Module({
    controllers: Object.entries(RETURNED).map(([name, what]) => controllerOf(name, what)),
    providers: [{ provide: APP_FILTER, useClass: filter }],
  })
  class ReturningModule {}
  const app = await NestFactory.create<NestExpressApplication>(ReturningModule, new EdgeAdapter(LIMITS), {
    logger: false,
    bodyParser: false,
  });
  Logger.overrideLogger(false); // what these tests bring about on purpose would bury warnings that matter
  await app.init();
  app.use(lastResort);
  await app.listen(0, '127.0.0.1');
  return app;
}

describe('what a Nest handler returns', () => {
  let app: NestExpressApplication;
  let url: string;

  beforeAll(async () => {
    app = await start(GlobalExceptionFilter);
    url = await app.getUrl();
  });
  afterAll(() => app.close());

  it.each([
    ['object', '{"a":"ä"}', 'application/json; charset=utf-8'],
    ['list', '[1]', 'application/json; charset=utf-8'],
    ['text', 'fine', 'text/html; charset=utf-8'],
    ['number', '1', 'text/html; charset=utf-8'],
    ['nothing', '', null],
    ['file', 'bytes', 'application/octet-stream'],
  ])('is sent whole: %s', async (name, text, type) => {
    const answer = await ask(`${url}/${name}`);
    expect(answer).toMatchObject({ status: 200, text });
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  });

  it.each<[string, ErrorCode]>([
    ['bigint', 'INTERNAL_ERROR'],
    ['cycle', 'INTERNAL_ERROR'],
    ['throwing-json', 'INTERNAL_ERROR'],
    ['silent-json', 'INTERNAL_ERROR'],
    ['throwing-getter', 'INTERNAL_ERROR'],
    ['broken-file', 'REQUEST_MALFORMED'],
    ['throw', 'INTERNAL_ERROR'],
    ['throw-null', 'INTERNAL_ERROR'],
    ['throw-symbol', 'INTERNAL_ERROR'],
    ['later', 'INTERNAL_ERROR'],
    ['nonesuch', 'ROUTE_NOT_FOUND'],
  ])('or does not return is a 400: %s', async (name, code) => {
    expectEnvelope(await ask(`${url}/${name}`), code);
  });

  it('as created is a 400: a route says 200 itself', async () => {
    expectEnvelope(await ask(`${url}/object`, { method: 'POST' }), 'INTERNAL_ERROR');
  });
});

describe('a filter that throws', () => {
  let app: NestExpressApplication;

  beforeAll(async () => {
    app = await start(ThrowingFilter);
  });
  afterAll(() => app.close());

  it.each(['throw', 'later', 'bigint', 'nonesuch'])('is a 400 after all: %s', async (name) => {
    expectEnvelope(await ask(`${await app.getUrl()}/${name}`), 'INTERNAL_ERROR');
  });
});
