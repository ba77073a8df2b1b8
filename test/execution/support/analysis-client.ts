import { ask, postJson, type Answer } from '../../support/http.js';

/** One plugin's health as GET /v1/plugins/{name} tells it. */
export interface HealthBody {
  readonly name: string;
  readonly state: string;
  readonly reason: string | null;
  readonly last_used: string | null;
  readonly success_count: number;
  readonly error_count: number;
  readonly last_execution_time_ms: number | null;
  readonly avg_execution_time_ms: number | null;
}

/** Talks to a server as its users do, and keeps every answer for a look at all of them. */
export class AnalysisClient {
  readonly answers: Answer[] = [];

  constructor(private readonly url: string) {}

  /** Analyses an image sent as base64 in JSON. */
  analyze(plugin: string, image: Uint8Array, options: unknown = {}): Promise<Answer> {
    return this.post({ plugin, image: Buffer.from(image).toString('base64'), options });
  }

  /** Posts any JSON body to the analysis route. */
  async post(body: unknown): Promise<Answer> {
    return this.keep(await postJson(`${this.url}/v1/analyze-execution`, body));
  }

  async get(path: string): Promise<Answer> {
    return this.keep(await ask(`${this.url}${path}`));
  }

  /** Sends any request below the server's address. */
  async send(path: string, init: RequestInit): Promise<Answer> {
    return this.keep(await ask(`${this.url}${path}`, init));
  }

  async health(plugin: string): Promise<HealthBody> {
    const { json } = await this.get(`/v1/plugins/${plugin}`);
    return json as HealthBody; // its keys are pinned by the endpoint's own test
  }

  /** Resolves when none of these plugins is LOADED any more. */
  async started(plugins: readonly string[]): Promise<void> {
    for (const plugin of plugins) {
      while ((await this.health(plugin)).state === 'LOADED') await new Promise((go) => setTimeout(go, 20));
    }
  }

  private keep(answer: Answer): Answer {
    this.answers.push(answer);
    return answer;
  }
}

const STACK_LINE = /(\n|\\n)\s*at |\bat \S+ \(|:\d+:\d+\)/;
const INSIDES = [
  'node_modules',
  'file://',
  '/work',
  '/tmp/',
  '/root',
  '/home',
  '.js:',
  '.ts:',
  '_internal',
  'traceback',
];

/** What an answer says that should have stayed inside: stacks and paths. */
export function leaksOf({ text }: Answer): string[] {
  const found = INSIDES.filter((word) => text.includes(word));
  const line = STACK_LINE.exec(text);
  return line === null ? found : [...found, line[0]];
}
