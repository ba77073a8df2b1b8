import {
  type Analysis,
  type BatchResult,
  type CallOptions,
  type ErrorCode,
  type GatehouseApiError,
  type GatehouseClient,
  type ImageSource,
  type Job,
  type JobEvent,
  type JobResult,
  type JobStatus,
  type JobSuccess,
  type JsonObject,
  type OptionsOf,
  type PluginHealth,
  type PluginManifest,
  type ResultOf,
  type ShippedPlugin,
  type SubmittedJob,
} from '@gatehouse/client';

/*
 * What is expected of types is judged by the compiler (`npm run typecheck`): a claim that is not true, and an error
 * that is not there any more, do not compile. None of these functions is ever called.
 */

type IsAny<Type> = 0 extends 1 & Type ? true : false;

/** True where two types are one. */
type Same<One, Other> =
  IsAny<One> extends IsAny<Other> ? ([One, Other] extends [Other, One] ? true : false) : false;

declare const client: GatehouseClient;
declare const image: ImageSource;

describe('the types of the client', () => {
  it('know the plugins that ship', () => {
    const claims: [
      Same<
        ShippedPlugin,
        'barcode' | 'detect' | 'faces' | 'metadata' | 'ocr' | 'palette' | 'quality' | 'similarity'
      >,
      Same<NonNullable<OptionsOf<'barcode'>['formats']>[number] & 'QR_CODE', 'QR_CODE'>,
      Same<ResultOf<'ocr'>['text'], string>,
      Same<OptionsOf<'night-watch'>, JsonObject>,
      Same<ResultOf<string>, JsonObject>,
    ] = [true, true, true, true, true];
    expect(claims).toHaveLength(5);
  });

  it('infer options and results from the name', () => {
    const calls = {
      shipped: () => client.analyze(image, { plugin: 'barcode', options: { formats: ['QR_CODE'] } }),
      strange: () => client.analyze(image, { plugin: 'night-watch', options: { any: [1, null] } }),
      anyone: (plugin: string) => client.analyze(image, { plugin }),
      submitted: () => client.submit(image, { plugin: 'ocr' }),
      waited: async () => client.wait(await client.submit(image, { plugin: 'ocr' })),
      waitedById: () => client.wait('id'),
      batch: () =>
        client.batch([
          { plugin: 'ocr', image },
          { plugin: 'night-watch', image, options: { far: true } },
        ]),
      batchOfAny: (names: readonly string[]) => client.batch(names.map((plugin) => ({ plugin, image }))),
    };
    type Of<Name extends keyof typeof calls> = Awaited<ReturnType<(typeof calls)[Name]>>;
    const claims: [
      Same<Of<'shipped'>['plugin'], 'barcode'>,
      Same<Of<'shipped'>['result'], ResultOf<'barcode'>>,
      Same<Of<'strange'>, Analysis<'night-watch'>>,
      Same<Of<'anyone'>['result'], JsonObject>,
      Same<Of<'submitted'>, SubmittedJob<'ocr'>>,
      Same<Of<'waited'>['result'], ResultOf<'ocr'>>,
      Same<Of<'waitedById'>['result'], JsonObject>,
      Same<Of<'batch'>, readonly [BatchResult<'ocr'>, BatchResult<'night-watch'>]>,
      Same<Of<'batchOfAny'>, readonly BatchResult[]>,
    ] = [true, true, true, true, true, true, true, true, true];
    expect([Object.keys(calls).length, claims.length]).toEqual([8, 9]);
  });

  it('refuse what the document does not have', () => {
    const refused = [
      // @ts-expect-error -- a plugin must be named
      () => client.analyze(image, {}),
      // @ts-expect-error -- there is no such format
      () => client.analyze(image, { plugin: 'barcode', options: { formats: ['MORSE'] } }),
      // @ts-expect-error -- there is no such option
      () => client.analyze(image, { plugin: 'ocr', options: { formats: [] } }),
      // @ts-expect-error -- of a batch too
      () => client.batch([{ plugin: 'barcode', image, options: { formats: ['MORSE'] } }]),
      // @ts-expect-error -- a path is no image
      () => client.analyze('photo.jpg', { plugin: 'ocr' }),
      // @ts-expect-error -- there is no such state
      () => client.jobs({ status: 'DONE' }),
      // @ts-expect-error -- results come as they are, in snake_case
      async () => Boolean((await client.analyze(image, { plugin: 'metadata' })).result.capturedAt),
      // @ts-expect-error -- answers do not
      async () => Boolean((await client.job('id')).created_at),
    ];
    expect(refused).toHaveLength(8);
  });

  it('are in camelCase, and tell success and failure apart', () => {
    const of = {
      job: (job: Job): [string, number | null] => [job.createdAt, job.executionTimeMs],
      health: (health: PluginHealth): number => health.successCount,
      manifest: ({ limits, optionsSchema }: PluginManifest): [number, object] => [
        limits.timeoutMs,
        optionsSchema,
      ],
      result: (result: JobResult<'ocr'>): string =>
        result.status === 'SUCCESS' ? result.result.text : result.error.message,
      event: (event: JobEvent): number | GatehouseApiError | null =>
        event.type === 'progress' ? event.progress : event.error,
    };
    const claims: [
      Same<JobStatus, 'PENDING' | 'RUNNING' | 'SUCCESS' | 'FAILED'>,
      Same<Extract<ErrorCode, 'QUEUE_FULL' | 'NONE_SUCH'>, 'QUEUE_FULL'>,
      Same<'A_NEWER_CODE' extends ErrorCode ? true : false, true>,
      Same<keyof CallOptions, 'signal' | 'onRetry'>,
      Same<JobSuccess<'ocr'>['error'], null>,
    ] = [true, true, true, true, true];
    expect([Object.keys(of).length, claims.length]).toEqual([5, 5]);
  });
});
