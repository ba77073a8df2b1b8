import type { JsonObject, JsonValue } from '@gatehouse/contracts';
import { expectEnvelope } from '../../support/expect-envelope.js';
import { ask, sample, type Answer } from '../../support/http.js';
import { until } from '../../support/until.js';

/** A job as GET …/jobs/{id} tells it. */
export interface JobBody {
  readonly id: string;
  readonly plugin: string;
  readonly status: string;
  readonly cancelled: boolean;
  readonly attempts: number;
  readonly progress: number | null;
  readonly completed_at: string | null;
  readonly retry_of: string | null;
  readonly queue_position: number | null;
  readonly estimated_start_at: string | null;
}

/** What a job came to, as GET …/jobs/{id}/result tells it. */
export interface ResultBody {
  readonly status: string;
  readonly result: JsonObject | null;
  readonly error: { readonly details: { readonly code: string } } | null;
}

const ROUTE = '/v1/analyze-execution';
const PNG = sample('qr-tiny.png');

/** Sends jobs to a server and looks after them, as its users do. */
export class JobsClient {
  constructor(
    readonly url: string,
    private readonly key: string | null = null,
  ) {}

  send(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = {
      ...(this.key !== null && { authorization: `Bearer ${this.key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    return ask(this.url + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.send('POST', ROUTE + path, body);
  }

  /** A request body that asks a plugin about a small picture. */
  item(plugin: string, options: JsonObject = {}): JsonObject {
    return { plugin, image: PNG.toString('base64'), options };
  }

  /** Submits a job that is accepted, and gives back its id. */
  async submit(plugin: string, options: JsonObject = {}): Promise<string> {
    const answer = await this.post('/async', this.item(plugin, options));
    expect(answer).toMatchObject({ status: 200, json: { status: 'PENDING' } });
    return (answer.json as { job_id: string }).job_id; // as the line above pins it, but for the id
  }

  async job(id: string): Promise<JobBody> {
    const answer = await this.send('GET', `${ROUTE}/jobs/${id}`);
    expect(answer.status).toBe(200);
    return (answer.json as { job: JobBody }).job; // the route's own test pins it
  }

  async result(id: string): Promise<ResultBody> {
    const answer = await this.send('GET', `${ROUTE}/jobs/${id}/result`);
    expect(answer.status).toBe(200);
    return answer.json as ResultBody; // the route's own test pins it
  }

  cancel(id: string): Promise<Answer> {
    return this.send('DELETE', `${ROUTE}/jobs/${id}`);
  }

  retry(id: string): Promise<Answer> {
    return this.send('POST', `${ROUTE}/jobs/${id}/retry`);
  }

  list(query = ''): Promise<Answer> {
    return this.send('GET', `${ROUTE}/jobs${query}`);
  }

  /** Waits until a job is in a state; one that is final in another fails. */
  async reaches(id: string, status: string): Promise<JobBody> {
    let job = await this.job(id);
    await until(async () => {
      job = await this.job(id);
      return job.status === status || job.completed_at !== null;
    });
    expect({ id, status: job.status }).toEqual({ id, status });
    return job;
  }

  /** Waits until jobs are final, and gives back what they came to. */
  async finals(ids: readonly string[]): Promise<ResultBody[]> {
    for (const id of ids) await until(async () => (await this.job(id)).completed_at !== null);
    return Promise.all(ids.map((id) => this.result(id)));
  }

  /** Waits until a plugin has been started, however that went. */
  async started(plugin: string): Promise<void> {
    await until(async () => {
      const { json } = await this.send('GET', `/v1/plugins/${plugin}`);
      return (json as JsonObject)['state'] !== 'LOADED'; // an object, or there is no state
    });
  }

  /** Whether a job is seen: by every route that reads it, or by none. */
  async sees(id: string): Promise<boolean> {
    const paths = [`${ROUTE}/jobs/${id}`, `${ROUTE}/jobs/${id}/result`, `/v1/jobs/${id}`];
    const answers = await Promise.all(paths.map((path) => this.send('GET', path)));
    if (answers.every(({ status }) => status === 200)) return true;
    for (const answer of answers) expectEnvelope(answer, 'JOB_NOT_FOUND');
    return false;
  }
}

/** The ids of the jobs of a page. */
export function idsOf({ json }: Answer): string[] {
  return (json as { jobs: { id: string }[] }).jobs.map(({ id }) => id); // the route's own test pins it
}

/** A key of an answer that is an object. */
export function fieldOf({ json }: Answer, name: string): JsonValue | undefined {
  return (json as JsonObject)[name]; // whoever asks knows
}

/** A key of an answer that is a text. */
export function textOf(answer: Answer, name: string): string {
  const value = fieldOf(answer, name);
  if (typeof value !== 'string') throw new Error(`${name} is no text: ${answer.text}`);
  return value;
}
