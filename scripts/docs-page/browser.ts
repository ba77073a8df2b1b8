import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** A page in a browser of this machine, spoken to by the Chrome DevTools Protocol. */
export interface Page {
  /** Every URL that the page asked for. */
  readonly requests: readonly string[];
  /** What it complained of: exceptions and errors of the console. */
  readonly complaints: readonly string[];
  goTo(url: string): Promise<void>;
  /** The value of an expression, which may be a promise of it. */
  evaluate(expression: string): Promise<unknown>;
  /** A PNG of what is to be seen. */
  screenshot(): Promise<Buffer>;
  /** Ends the browser. */
  close(): Promise<void>;
}

/** The browser of this machine: the one that CHROME names, or one on the PATH; null where there is none. */
export function findBrowser(): string | null {
  const named = process.env['CHROME'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const paths = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...(named === undefined ? [] : [named]), ...paths].find((path) => existsSync(path)) ?? null;
}

/** Opens an empty page in a browser of its own. */
export async function openPage(browser: string): Promise<Page> {
  const profile = await mkdtemp(join(tmpdir(), 'gatehouse-browser-'));
  const child = spawn(
    browser,
    [
      '--headless=new',
      '--no-sandbox', // it loads pages of our own alone, and root has no sandbox
      '--disable-gpu',
      '--no-first-run',
      '--window-size=1300,1600',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const origin = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const host = /DevTools listening on ws:\/\/([^/]+)\//.exec(said)?.[1];
      if (host !== undefined) resolve(`http://${host}`);
    });
    child.once('close', () => {
      reject(new Error(`the browser ended: ${said.slice(-500)}`));
    });
  });
  const targets = (await (await fetch(`${origin}/json/list`)).json()) as Target[]; // as the protocol has it
  const target = targets.find(({ type }) => type === 'page');
  if (target === undefined) throw new Error('the browser has no page');
  const page = await connect(target.webSocketDebuggerUrl);
  return {
    ...page,
    close: async () => {
      const end = once(child, 'close');
      child.kill('SIGKILL');
      await end;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

interface Target {
  readonly type: string;
  readonly webSocketDebuggerUrl: string;
}

/** A message of the protocol, either way. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

async function connect(url: string): Promise<Omit<Page, 'close'>> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const requests: string[] = [];
  const complaints: string[] = [];
  let last = 0;
  let onLoad = (): void => undefined;
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params, result, error } = JSON.parse(String(data)) as Message; // as the protocol has it
    if (id === undefined) note(method ?? '', params);
    else if (error === undefined) waiting.get(id)?.resolve(result);
    else waiting.get(id)?.reject(new Error(error.message));
  });
  await Promise.all(['Page', 'Network', 'Runtime', 'Log'].map((domain) => call(`${domain}.enable`)));
  return {
    requests,
    complaints,
    goTo: async (target) => {
      const loaded = new Promise<void>((resolve) => (onLoad = resolve));
      await call('Page.navigate', { url: target });
      await loaded;
    },
    evaluate: async (expression) => {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = (await call('Runtime.evaluate', params)) as Evaluation; // as the protocol has it
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails).slice(0, 1000));
      return result.value;
    },
    screenshot: async () => {
      const { data } = (await call('Page.captureScreenshot')) as { data: string }; // as the protocol has it
      return Buffer.from(data, 'base64');
    },
  };

  function call(method: string, params: object = {}): Promise<unknown> {
    const id = ++last;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(id, answer);
    socket.send(JSON.stringify({ id, method, params }));
    return answer.promise;
  }

  function note(method: string, params: unknown): void {
    const told = JSON.stringify(params).slice(0, 1000);
    if (method === 'Network.requestWillBeSent') requests.push((params as RequestEvent).request.url); // as the protocol has it
    if (method === 'Page.loadEventFired') onLoad();
    if (method === 'Runtime.exceptionThrown') complaints.push(told);
    if (method === 'Log.entryAdded' && told.includes('"level":"error"') && !told.includes('status of 400'))
      complaints.push(told);
  }
}

interface Evaluation {
  readonly result: { readonly value: unknown };
  readonly exceptionDetails?: unknown;
}

interface RequestEvent {
  readonly request: { readonly url: string };
}
