import {
  BadRequestException,
  Controller,
  Get,
  HttpException,
  Logger,
  Module,
  NotFoundException,
  Param,
  Post,
  type INestApplication,
} from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { EnvelopeError, GatehouseError, GlobalExceptionFilter, toErrorEnvelope } from '@gatehouse/errors';

const THROWN: Readonly<Record<string, unknown>> = {
  foreseen: new GatehouseError('IMAGE_EMPTY', {}),
  wrapped: new EnvelopeError(toErrorEnvelope(new GatehouseError('IMAGE_EMPTY', {}), { jobId: 'j' })),
  unforeseen: new Error('password is hunter2'),
  nothing: undefined,
  none: null,
  symbol: Symbol('s'),
  proxy: new Proxy(
    {},
    {
      get: () => {
        throw new Error('no looking');
      },
      getPrototypeOf: () => {
        throw new Error('no looking');
      },
    },
  ),
  missing: new NotFoundException('nothing here'),
  bad: new BadRequestException('n must be a number'),
  teapot: new HttpException('short and stout', 418),
  large: Object.assign(new Error('too large'), { type: 'entity.too.large', status: 413, limit: 9 }),
  larger: new HttpException('too large', 413),
  gzip: Object.assign(new Error('unsupported'), { type: 'encoding.unsupported', status: 415 }),
  charset: Object.assign(new Error('unsupported'), { type: 'charset.unsupported', status: 415 }),
};

@Controller()
class ThrowingController {
  @Get('throws/:what')
  fail(@Param('what') what: string): void {
    throw THROWN[what];
  }

  @Post('read')
  read(): object {
    return { read: true };
  }
}

@Module({
  controllers: [ThrowingController],
  providers: [{ provide: APP_FILTER, useClass: GlobalExceptionFilter }],
})
class ThrowingModule {}

describe('GlobalExceptionFilter', () => {
  let app: INestApplication;
  let url: string;

  beforeAll(async () => {
    const testing = await Test.createTestingModule({ imports: [ThrowingModule] })

      .compile();
    app = testing.createNestApplication<NestExpressApplication>();
    Logger.overrideLogger(false); // what these tests bring about on purpose would bury warnings that matter
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(() => app.close());

  async function ask(path: string, init: RequestInit = {}): Promise<readonly [number, unknown]> {
    const answer = await fetch(`${url}${path}`, init);
    return [answer.status, await answer.json()];
  }

  const envelope = (type: string, code: string, message: unknown): unknown => ({
    error: {
      type,
      message,
      details: {
        code,
        retryable: expect.any(Boolean) as unknown,
        request_id: null,
        job_id: null,
        errors: [],
      },
      plugin: null,
      timestamp: expect.any(String) as unknown,
    },
  });
  const internal = envelope(
    'InternalError',
    'INTERNAL_ERROR',
    expect.stringContaining('Something went wrong'),
  );

  it.each<[what: string, body: unknown]>([
    ['foreseen', envelope('ValidationError', 'IMAGE_EMPTY', 'The image has no bytes. Send the whole file.')],
    ['unforeseen', internal],
    ['nothing', internal],
    ['none', internal],
    ['symbol', internal],
    ['proxy', internal],
    ['teapot', internal],
    [
      'missing',
      envelope(
        'NotFoundError',
        'ROUTE_NOT_FOUND',
        'There is nothing at GET /throws/missing. /docs lists every route.',
      ),
    ],
    [
      'bad',
      envelope('ValidationError', 'BODY_MALFORMED', 'The request body cannot be read: n must be a number.'),
    ],
    ['large', envelope('ValidationError', 'BODY_TOO_LARGE', expect.stringContaining('larger than 9 bytes'))],
    [
      'larger',
      envelope(
        'ValidationError',
        'BODY_TOO_LARGE',
        expect.stringContaining('larger than the allowed number of bytes'),
      ),
    ],
    ['gzip', envelope('ValidationError', 'BODY_MALFORMED', expect.stringContaining('send it uncompressed'))],
    ['charset', envelope('ValidationError', 'BODY_MALFORMED', expect.stringContaining('send UTF-8'))],
  ])('answers 400 and an envelope to what is %s', async (what, body) => {
    await expect(ask(`/throws/${what}`)).resolves.toEqual([400, body]);
  });

  it('sends an envelope on that the gate made', async () => {
    const [status, body] = await ask('/throws/wrapped');
    expect([status, body]).toMatchObject([400, { error: { details: { code: 'IMAGE_EMPTY', job_id: 'j' } } }]);
    expect(JSON.stringify(body)).not.toContain('_internal');
  });

  it('answers 400 where there is no route', async () => {
    const message = 'There is nothing at DELETE /no/such/route. /docs lists every route.';
    await expect(ask('/no/such/route?x=1', { method: 'DELETE' })).resolves.toEqual([
      400,
      envelope('NotFoundError', 'ROUTE_NOT_FOUND', message),
    ]);
  });

  it('answers 400 to a body that is not JSON', async () => {
    const init = { method: 'POST', body: '{"a":', headers: { 'content-type': 'application/json' } };
    await expect(ask('/read', init)).resolves.toEqual([
      400,
      envelope(
        'ValidationError',
        'BODY_MALFORMED',
        expect.stringMatching(/^The request body cannot be read: .*JSON/),
      ),
    ]);
  });
});
