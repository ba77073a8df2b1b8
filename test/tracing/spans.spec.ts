import { randomBytes } from 'node:crypto';
import { postJson, sample, type Answer } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer } from '../support/start-server.js';
import { AnalysisClient } from '../execution/support/analysis-client.js';
import { STEERED } from '../execution/support/steered-plugin.js';
import { Collector } from './support/collector.js';
import type { SentSpan } from './support/read-spans.js';
import { treeOf } from './support/tree.js';

const PHASES = [
  '          validate input',
  '          decode image',
  '          wait for process',
  '          run plugin',
  '          validate output',
];
const SYNC = [
  'POST /v1/analyze-execution',
  '  AnalysisExecutionService.analyze',
  '    acquire image',
  '    JobExecutionService.runJob',
  '      PluginExecutionService.execute',
  '        ToolRunner.run',
  ...PHASES,
];

const image = sample('qr-tiny.png').toString('base64');
const collector = await Collector.open();
const server = await startServer({
  PLUGIN_PATHS: pluginFolder({ steered: STEERED }),
  PLUGIN_ONLY: 'steered',
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  OTEL_BSP_SCHEDULE_DELAY: '20',
});
await new AnalysisClient(server.url).started(['steered']);

afterAll(async () => {
  await server.close();
  await collector.close();
});

/** A trace of some sender: its id and the header that names it. */
function newSender(flags = '01'): {
  readonly traceId: string;
  readonly spanId: string;
  readonly header: string;
} {
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  return { traceId, spanId, header: `00-${traceId}-${spanId}-${flags}` };
}

function send(path: string, body: object, headers: Record<string, string>): Promise<Answer> {
  return postJson(`${server.url}/v1/analyze-execution${path}`, body, headers);
}

const of = (traceId: string) => (span: SentSpan) => span.traceId === traceId;
const named = (spans: readonly SentSpan[], name: string): SentSpan | undefined =>
  spans.find((span) => span.name === name);

describe('the trace of an execution', () => {
  it('goes on with that of its sender and has each layer once, in order, and each phase of the plugin', async () => {
    const { traceId, spanId, header } = newSender();
    const headers = { traceparent: header, tracestate: 'vendor=1', 'x-request-id': 'the-id', baggage: 'a=b' };
    const answer = await send('', { plugin: 'steered', image }, headers);
    const spans = await collector.wait(SYNC.length, of(traceId));
    expect(treeOf(spans)).toEqual(SYNC);
    const [root] = spans;
    expect(root).toMatchObject({ parentId: spanId, kind: 'server', state: 'vendor=1', isError: false });
    expect(root?.attributes).toEqual({
      'http.request.method': 'POST',
      'url.scheme': 'http',
      'url.path': '/v1/analyze-execution',
      'http.route': '/v1/analyze-execution',
      'http.response.status_code': '200',
      'gatehouse.request.id': 'the-id',
    });
    expect(answer.headers.get('traceparent')).toBe(`00-${traceId}-${root?.id ?? ''}-01`);
    expect(named(spans, 'ToolRunner.run')?.attributes).toEqual({
      'gatehouse.plugin.name': 'steered',
      'gatehouse.plugin.version': '1.0.0',
      'gatehouse.job.id': (answer.json as { job_id: string }).job_id, // the route's own test pins it
      'gatehouse.request.id': 'the-id',
      'gatehouse.outcome': 'ok',
    });
    for (const span of spans) expect(span.end >= span.start).toBe(true);
  });

  it('is told which process it comes from', async () => {
    await collector.wait(1, () => true);
    expect(collector.resources[0]).toMatchObject({
      'service.name': 'gatehouse-server',
      'service.version': '0.1.0',
      'telemetry.sdk.language': 'nodejs',
    });
    expect(collector.resources[0]?.['service.instance.id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['threw', { act: 'throw' }, 'PLUGIN_THREW', SYNC.slice(0, -1)],
    ['answered what its schema forbids', { act: 'breach' }, 'OUTPUT_INVALID', SYNC],
    ['was given wrong options', { count: 99 }, 'OPTIONS_INVALID', SYNC.slice(0, -4)],
  ])('says of one whose plugin %s where that was, and with which code', async (_, options, code, tree) => {
    const { traceId, header } = newSender();
    await send('', { plugin: 'steered', image, options }, { traceparent: header });
    const spans = await collector.wait(tree.length, of(traceId));
    expect(treeOf(spans)).toEqual(tree);
    const layers = ['acquire image', ...PHASES.map((phase) => phase.trim())];
    const failed = spans.filter(({ name }) => !layers.includes(name) || name === tree.at(-1)?.trim());
    expect(failed.filter(({ isError }) => !isError)).toEqual([]);
    expect(failed.map(({ attributes }) => attributes['error.type'])).toEqual(failed.map(() => code));
    expect(spans.filter(({ isError }) => isError)).toHaveLength(failed.length);
  });

  it('has one part for the submission and one for the run, which belongs to it', async () => {
    const { traceId, header } = newSender();
    const answer = await send('/async', { plugin: 'steered', image }, { traceparent: header });
    const jobId = (answer.json as { job_id: string }).job_id; // the route's own test pins it
    const spans = await collector.wait(12, of(traceId));
    expect(treeOf(spans)).toEqual([
      'POST /v1/analyze-execution/async',
      '  AnalysisExecutionService.submit',
      '    acquire image',
      '    JobExecutionService.submitJob',
      '      JobExecutionService.execute',
      '        PluginExecutionService.execute',
      '          ToolRunner.run',
      ...PHASES.map((phase) => `  ${phase}`),
    ]);
    const [gives, takes] = ['submitJob', 'execute'].map((name) =>
      named(spans, `JobExecutionService.${name}`),
    );
    expect(gives).toMatchObject({ kind: 'producer', attributes: { 'gatehouse.job.id': jobId } });
    expect(takes).toMatchObject({ kind: 'consumer', attributes: { 'gatehouse.job.id': jobId } });
  });

  it('has one execution for each item of a batch', async () => {
    const { traceId, header } = newSender();
    const items = [
      { plugin: 'steered', image },
      { plugin: 'steered', image: '' },
    ];
    await send('/batch', { items }, { traceparent: header });
    const spans = await collector.wait(18, of(traceId));
    const tree = treeOf(spans);
    expect(tree.slice(0, 2)).toEqual([
      'POST /v1/analyze-execution/batch',
      '  AnalysisExecutionService.analyzeBatch',
    ]);
    expect(tree.filter((line) => line.trim() === 'ToolRunner.run')).toHaveLength(2);
    const outcomes = spans.filter(({ name }) => name === 'AnalysisExecutionService.analyze');
    expect(outcomes.map(({ attributes }) => attributes['gatehouse.outcome']).sort()).toEqual([
      'IMAGE_EMPTY',
      'ok',
    ]);
  });
});

describe('the head of a request', () => {
  const { traceId, spanId } = newSender();

  it.each([
    ['of no trace', ''],
    ['too short', `00-${traceId}-${spanId}`],
    ['of upper case', `00-${traceId.toUpperCase().replaceAll('0', 'A')}-${spanId}-01`],
    ['of a version that there never is', `ff-${traceId}-${spanId}-01`],
    ['of no trace id', `00-${'0'.repeat(32)}-${spanId}-01`],
    ['of no span id', `00-${traceId}-${'0'.repeat(16)}-01`],
    ['longer than its version has it', `00-${traceId}-${spanId}-01-more`],
    ['given twice', `00-${traceId}-${spanId}-01, 00-${traceId}-${spanId}-01`],
    ['of anything else', '"); drop table'],
  ])('that has a traceparent %s begins a trace of its own', async (_, traceparent) => {
    const answer = await send('', { plugin: 'nobody', image }, { traceparent });
    expect(answer.status).toBe(400);
    const told = /^00-([0-9a-f]{32})-[0-9a-f]{16}-01$/.exec(answer.headers.get('traceparent') ?? '')?.[1];
    expect(told).toBeDefined();
    expect(told).not.toBe(traceId);
    // Spans are sent as they end, so that of the request itself may come by itself, after those within it.
    const ofRequest = (span: SentSpan): boolean => of(told ?? '')(span) && span.name.startsWith('POST ');
    const [span] = await collector.wait(1, ofRequest);
    expect(span?.parentId).toBe('');
  });

  it('that says not to be sampled is not, and its answer says so', async () => {
    const sender = newSender('00');
    const answer = await send('', { plugin: 'steered', image }, { traceparent: sender.header });
    expect(answer.headers.get('traceparent')).toMatch(new RegExp(`^00-${sender.traceId}-[0-9a-f]{16}-00$`));
    const marker = newSender();
    await send('', { plugin: 'steered', image }, { traceparent: marker.header });
    await collector.wait(SYNC.length, of(marker.traceId));
    expect(collector.spans.filter(of(sender.traceId))).toEqual([]);
  });

  it('of a probe begins none', async () => {
    const answer = await fetch(`${server.url}/v1/health/ready`, {
      headers: { traceparent: newSender().header },
    });
    expect(answer.headers.has('traceparent')).toBe(false);
  });

  it('shows no secret in a trace', async () => {
    const { traceId: id, header } = newSender();
    const url = `${server.url}/v1/plugins?key=s3cret`;
    await fetch(url, { headers: { traceparent: header, authorization: 'Bearer s3cret' } });
    const [span] = await collector.wait(1, of(id));
    expect(span).toMatchObject({ name: 'GET /v1/plugins' });
    expect(JSON.stringify(span?.attributes)).not.toContain('s3cret');
  });
});
