import { randomBytes } from 'node:crypto';
import { spawnServer, spawnWorker, type ServerProcess } from '../../scripts/support/server-process.js';
import { JobsClient } from '../jobs-http/support/jobs-client.js';
import { pacedWith } from '../jobs-http/support/paced-plugin.js';
import { postJson } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startPostgres } from '../support/postgres.js';
import { Collector } from './support/collector.js';
import type { SentSpan } from './support/read-spans.js';
import { treeOf } from './support/tree.js';

const folder = pluginFolder({ paced: pacedWith() });
const postgres = await startPostgres();
const collector = await Collector.open();
const processes: ServerProcess[] = [];

afterEach(async () => {
  await Promise.all(processes.splice(0).map((one) => one.dispose()));
});
afterAll(() => collector.close());

function environment(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return {
    PLUGIN_PATHS: folder,
    PLUGIN_ONLY: 'paced',
    JOB_CONCURRENCY: '1',
    LOG_LEVEL: 'silent',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '20',
    ...settings,
  };
}

async function start(
  spawn: typeof spawnWorker,
  settings: Readonly<Record<string, string>>,
): Promise<JobsClient> {
  const started = await spawn(environment(settings));
  processes.push(started);
  return new JobsClient(await started.ready());
}

/** Submits a job within a trace of its own; gives back the trace's id. */
async function submit(client: JobsClient, ms: number): Promise<string> {
  const traceId = randomBytes(16).toString('hex');
  const headers = { traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` };
  const path = '/v1/analyze-execution/async';
  const answer = await postJson(client.url + path, client.item('paced', { ms }), headers);
  expect(answer.status).toBe(200);
  return traceId;
}

const TREE = [
  'POST /v1/analyze-execution/async',
  '  AnalysisExecutionService.submit',
  '    acquire image',
  '    JobExecutionService.submitJob',
  '      JobExecutionService.execute',
  '        PluginExecutionService.execute',
  '          ToolRunner.run',
  '            validate input',
  '            decode image',
  '            wait for process',
  '            run plugin',
  '            validate output',
];

describe('the trace of a job', () => {
  it('goes on in the worker that takes it, which has its half of the layers', async () => {
    const DATABASE_URL = await postgres.createDatabase();
    const server = await start(spawnServer, { DATABASE_URL });
    await start(spawnWorker, { DATABASE_URL, OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test' });
    const ids = await Promise.all(Array.from({ length: 6 }, () => submit(server, 300)));
    const isRun = ({ name }: SentSpan): boolean => name === 'JobExecutionService.execute';
    const runs = await collector.wait(ids.length, isRun);
    const taken = runs.find(({ service }) => service === 'gatehouse-worker');
    const isOfIt = ({ traceId }: SentSpan): boolean => traceId === taken?.traceId;
    const spans = await collector.wait(TREE.length, isOfIt);
    expect(treeOf(spans)).toEqual(TREE);
    expect(spans.map(({ service }) => service)).toEqual(
      TREE.map((_, index) => (index < 4 ? 'gatehouse-server' : 'gatehouse-worker')),
    );
    expect(runs.map(({ traceId }) => traceId).sort()).toEqual(ids.sort());
    expect(collector.resources).toContainEqual(
      expect.objectContaining({ 'deployment.environment.name': 'test' }),
    );
  }, 60_000);

  it('goes on in the server that starts again, after the one before was killed over it', async () => {
    const settings = { DATA_DIR: `${folder}/data`, JOB_LEASE_MS: '1000' };
    const client = await start(spawnServer, settings);
    const traceId = await submit(client, 1000);
    const [submission] = await collector.wait(
      1,
      (span) => span.traceId === traceId && span.kind === 'producer',
    );
    processes.at(-1)?.process.kill('SIGKILL');
    await processes.at(-1)?.ended();
    await start(spawnServer, settings);
    const isRun = (span: SentSpan): boolean => span.traceId === traceId && span.kind === 'consumer';
    const [run] = await collector.wait(1, isRun);
    expect(run?.parentId).toBe(submission?.id);
  }, 60_000);
});
