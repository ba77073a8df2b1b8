import type { CallOptions, ClientOptions, SubmissionOptions } from './client-options.js';
import { GatehouseApiError } from './errors/api-error.js';
import { watchJob } from './events/watch-job.js';
import type { Call } from './transport/call.js';
import { HttpTransport } from './transport/http-transport.js';
import { newIdempotencyKey } from './transport/idempotency-key.js';
import { listPages } from './transport/list-pages.js';
import type * as Answers from './types/answers.js';
import type { JobEvent } from './types/job-event.js';
import type { PluginName } from './types/plugins.js';
import type * as Requests from './types/requests.js';
import { analysisForm } from './wire/analysis-form.js';
import { imageBase64, type ImageSource } from './wire/image.js';
import { jobIdOf } from './wire/job-id.js';

type Reference = Answers.JobReference;

/**
 * A Gatehouse server. Every method may throw a `GatehouseApiError` (the server says why), a `GatehouseConnectionError`
 * (no whole answer came) or a `GatehouseAnswerError` (something else answered); what may succeed later was then tried
 * again already, within the bounds of `retry`.
 */
export class GatehouseClient {
  private readonly transport: HttpTransport;

  /** @throws TypeError where the address or the key cannot be used */
  constructor(options: ClientOptions) {
    this.transport = new HttpTransport(options);
  }

  /** Runs a plugin on an image and waits for what it finds. */
  async analyze<const Plugin extends PluginName>(
    image: ImageSource,
    request: Requests.Rendered<Requests.AnalysisRequest<Plugin>>,
  ): Promise<Answers.Analysis<Plugin>> {
    const query = { render: request.render };
    const call = { ...once(request), query, body: analysisForm(image, request) };
    const analysis: unknown = await this.transport.ask('post', '/v1/analyze-execution', call);
    return analysis as Answers.Analysis<Plugin>; // the server answers of the plugin that was asked
  }

  /** Runs a plugin on an image that the server fetches, where its operator allows that. */
  async analyzeUrl<const Plugin extends PluginName>(
    imageUrl: string | URL,
    request: Requests.Rendered<Requests.UrlAnalysisRequest<Plugin>>,
  ): Promise<Answers.Analysis<Plugin>> {
    const query = { render: request.render };
    const call = { ...once(request), query, body: urlBody(imageUrl, request) };
    const analysis: unknown = await this.transport.ask('post', '/v1/analyze-execution', call);
    return analysis as Answers.Analysis<Plugin>; // the server answers of the plugin that was asked
  }

  /** Runs plugins on several images. Each item has an outcome of its own; none of them is thrown. */
  async batch<const Plugins extends readonly PluginName[]>(
    items: Requests.BatchItems<Plugins>,
    options: SubmissionOptions = {},
  ): Promise<Answers.BatchResults<Plugins>> {
    const body = { items: await Promise.all(items.map(batchItem)) };
    const { results } = await this.transport.ask('post', '/v1/analyze-execution/batch', {
      ...once(options),
      body,
    });
    return results as unknown as Answers.BatchResults<Plugins>; // one for each item, in their order
  }

  /** Has a plugin run on an image later. Once this is answered the job is never lost. */
  async submit<const Plugin extends PluginName>(
    image: ImageSource,
    request: Requests.Submission<Requests.AnalysisRequest<Plugin>>,
  ): Promise<Answers.SubmittedJob<Plugin>> {
    const query = { max_attempts: request.maxAttempts };
    const call = { ...once(request), query, body: analysisForm(image, request) };
    const accepted = await this.transport.ask('post', '/v1/analyze-execution/async', call);
    return { ...accepted, plugin: request.plugin };
  }

  /** Has a plugin run later on an image that the server fetches, where its operator allows that. */
  async submitUrl<const Plugin extends PluginName>(
    imageUrl: string | URL,
    request: Requests.Submission<Requests.UrlAnalysisRequest<Plugin>>,
  ): Promise<Answers.SubmittedJob<Plugin>> {
    const query = { max_attempts: request.maxAttempts };
    const call = { ...once(request), query, body: urlBody(imageUrl, request) };
    const accepted = await this.transport.ask('post', '/v1/analyze-execution/async', call);
    return { ...accepted, plugin: request.plugin };
  }

  /** What happens to a job, from its beginning or after an event to its final state, over as many connections as it takes. */
  watch(job: Reference, options: Requests.WatchOptions = {}): AsyncGenerator<JobEvent, void, undefined> {
    return watchJob(this.transport, jobIdOf(job), options);
  }

  /**
   * Waits until a job is over.
   *
   * @throws GatehouseApiError also where the job failed: with its error
   */
  async wait<const Job extends Reference>(
    job: Job,
    options: Requests.WaitOptions = {},
  ): Promise<Answers.JobSuccess<Answers.PluginOf<Job>>> {
    for await (const event of this.watch(job, options)) options.onEvent?.(event);
    const result = await this.result(job, options);
    if (result.status === 'FAILED') throw result.error;
    return result;
  }

  /** What a finished job came to; one that failed is told, not thrown. */
  async result<const Job extends Reference>(
    job: Job,
    options: CallOptions = {},
  ): Promise<Answers.JobResult<Answers.PluginOf<Job>>> {
    const path = '/v1/analyze-execution/jobs/{id}/result';
    const result: unknown = await this.transport.ask('get', path, ofJob(job, options));
    return result as Answers.JobResult<Answers.PluginOf<Job>>; // the job’s plugin is the one that was asked
  }

  /** How a job stands. */
  async job(job: Reference, options: CallOptions = {}): Promise<Answers.JobStanding> {
    const answer = await this.transport.ask('get', '/v1/analyze-execution/jobs/{id}', ofJob(job, options));
    return answer.job;
  }

  /** The jobs of this key, newest first; an admin’s are everybody’s. */
  jobs(filter: Requests.JobFilter = {}): AsyncGenerator<Answers.Job, void, undefined> {
    const { status, plugin, pageSize: limit, ...options } = filter;
    return listPages((cursor) => {
      const query = { status, plugin, limit, cursor };
      return this.transport.ask('get', '/v1/analyze-execution/jobs', { ...options, query });
    });
  }

  /** Counts over jobs. */
  jobStats(options: CallOptions = {}): Promise<Answers.JobStats> {
    return this.transport.ask('get', '/v1/jobs/stats', options);
  }

  /** Cancels a job; the plugin of one that runs is stopped. That it was cancelled before is no error. */
  async cancel(job: Reference, options: CallOptions = {}): Promise<Answers.CancelledJob> {
    try {
      return await this.transport.ask('delete', '/v1/analyze-execution/jobs/{id}', ofJob(job, options));
    } catch (thrown) {
      // the answer to an earlier attempt may have been lost
      const isOver = thrown instanceof GatehouseApiError && thrown.code === 'JOB_ALREADY_FINISHED';
      if (!isOver || !(await this.job(job, options)).cancelled) throw thrown;
      return { jobId: jobIdOf(job), status: 'FAILED', cancelled: true };
    }
  }

  /** Repeats a job that failed: a new job, with the same image and options. For admins. */
  retry(job: Reference, options: CallOptions = {}): Promise<Answers.RetriedJob> {
    return this.transport.ask('post', '/v1/analyze-execution/jobs/{id}/retry', ofJob(job, options));
  }

  /** Erases a job that is over, with its result. For admins. */
  erase(job: Reference, options: CallOptions = {}): Promise<Answers.ErasedJob> {
    return this.transport.ask('delete', '/v1/jobs/{id}', ofJob(job, options));
  }

  /** How all plugins are, by name. */
  plugins(options: CallOptions = {}): Promise<readonly Answers.PluginHealth[]> {
    return this.transport.ask('get', '/v1/plugins', options);
  }

  /** How a plugin is, and what its processes are held to. */
  plugin(name: PluginName, options: CallOptions = {}): Promise<Answers.PluginDetail> {
    return this.transport.ask('get', '/v1/plugins/{name}', { ...options, parameters: { name } });
  }

  /** What a plugin says of itself: what it takes, and what it gives. */
  manifest(name: PluginName, options: CallOptions = {}): Promise<Answers.PluginManifest> {
    return this.transport.ask('get', '/v1/plugins/{name}/manifest', { ...options, parameters: { name } });
  }

  /** How a plugin came to its state. */
  history(name: PluginName, options: CallOptions = {}): Promise<readonly Answers.Transition[]> {
    return this.transport.ask('get', '/v1/plugins/{name}/history', { ...options, parameters: { name } });
  }

  /** Loads the code of one plugin anew. For admins. */
  reload(name: PluginName, options: CallOptions = {}): Promise<Answers.PluginHealth> {
    const call = { ...options, parameters: { name }, isRepeatable: true };
    return this.transport.ask('post', '/v1/plugins/{name}/reload', call);
  }

  /** Loads the code of all plugins anew, and looks for new ones. For admins. */
  reloadAll(options: CallOptions = {}): Promise<Answers.ReloadReport> {
    return this.transport.ask('post', '/v1/plugins/reload', { ...options, isRepeatable: true });
  }

  /** That the server is up. */
  live(options: CallOptions = {}): Promise<Answers.Health> {
    return this.transport.ask('get', '/v1/health/live', options);
  }

  /** That the server can do its work; throws NOT_READY, which says what is missing. */
  ready(options: CallOptions = {}): Promise<Answers.Health> {
    return this.transport.ask('get', '/v1/health/ready', options);
  }

  /** What holds for every execution and every answer of the server, and how it was found when it was built. */
  governance(options: CallOptions = {}): Promise<Answers.Governance> {
    return this.transport.ask('get', '/v1/governance', options);
  }

  /** What the server is. */
  about(options: CallOptions = {}): Promise<Answers.About> {
    return this.transport.ask('get', '/', options);
  }
}

/** With an idempotency key, so that sending it again does not do it again. */
function once(options: SubmissionOptions): Pick<Call, 'signal' | 'onRetry' | 'headers'> {
  const { signal, onRetry, idempotencyKey = newIdempotencyKey() } = options;
  return { signal, onRetry, headers: { 'idempotency-key': idempotencyKey } };
}

function ofJob(job: Reference, options: CallOptions): CallOptions & Pick<Call, 'parameters'> {
  const { signal, onRetry } = options;
  return { signal, onRetry, parameters: { id: jobIdOf(job) } };
}

function urlBody(imageUrl: string | URL, { plugin, options }: Requests.PluginRequest<string>): object {
  return { plugin, image_url: String(imageUrl), options };
}

async function batchItem({ image, plugin, options, mimeType }: Requests.BatchItem<string>): Promise<object> {
  const said =
    mimeType ?? (image instanceof Blob && image.type.startsWith('image/') ? image.type : undefined);
  return { plugin, image: await imageBase64(image), mime_type: said, options };
}
