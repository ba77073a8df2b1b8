import { basename } from 'node:path';
import {
  GatehouseApiError,
  GatehouseClient,
  GatehouseConnectionError,
  type Analysis,
  type JobSuccess,
  type RetryNotice,
} from '@gatehouse/client';
import { readImage } from '@gatehouse/client/node';
import { typedPath } from '../support/plugin-path.ts';
import type { AnalyzeCommand } from './analyze-command.ts';
import { keepingFetch } from './kept-answers.ts';
import { ProgressLine } from './progress-line.ts';
import { tellError, tellEvent, tellFound, tellRetry } from './tell.ts';

/**
 * Does what was asked for, image by image.
 *
 * @returns how many images were refused or failed
 * @throws Error where nothing could be asked
 */
export async function runAnalyze(command: AnalyzeCommand, signal: AbortSignal): Promise<number> {
  const images = await readAll(command.files);
  const { url: baseUrl, apiKey } = command;
  const answers = keepingFetch();
  const client = new GatehouseClient({ baseUrl, apiKey, fetch: answers.fetch });
  await expectServer(command);
  const progress = new ProgressLine(process.stderr);
  let failures = 0;
  for (const [index, image] of images.entries()) {
    const file = command.files[index] ?? '';
    progress.start(`${file}: ${command.plugin}`);
    try {
      const found = await analyze(client, image, command, signal, (text) => {
        progress.say(`${file}: ${text}`);
      });
      progress.stop();
      process.stdout.write(command.json ? `${answers.last()}\n` : tellFound(file, found));
    } catch (thrown) {
      progress.stop();
      if (!(thrown instanceof GatehouseApiError)) throw thrown;
      failures++;
      if (command.json) process.stdout.write(`${answers.last()}\n`);
      else process.stderr.write(tellError(file, thrown, await othersThan(thrown, client)));
    }
  }
  return failures;
}

async function analyze(
  client: GatehouseClient,
  image: File,
  { plugin, options, async: isAsync }: AnalyzeCommand,
  signal: AbortSignal,
  say: (text: string) => void,
): Promise<Analysis | JobSuccess> {
  const control = {
    signal,
    onRetry: (notice: RetryNotice): void => {
      say(tellRetry(notice));
    },
  };
  const request = { plugin, options, ...control };
  if (!isAsync) return client.analyze(image, request);
  const job = await client.submit(image, request);
  try {
    return await client.wait(job, {
      ...control,
      onEvent: (event) => {
        say(tellEvent(event));
      },
    });
  } catch (thrown) {
    if (thrown instanceof GatehouseApiError) throw thrown;
    const why = Error.isError(thrown) ? thrown.message : String(thrown);
    throw new Error(`${why}; job ${job.jobId} is stored and goes on`, { cause: thrown });
  }
}

async function readAll(files: readonly string[]): Promise<File[]> {
  return Promise.all(
    files.map(async (file) => {
      try {
        return await readImage(typedPath(file));
      } catch (thrown) {
        const { code = 'unknown' } = thrown as { code?: string }; // Node's errors have one
        throw new Error(`${basename(file)} cannot be read (${code}): ${typedPath(file)}`, { cause: thrown });
      }
    }),
  );
}

/** Says at once, and not after trying for long, that nobody is there. */
async function expectServer({ url }: AnalyzeCommand): Promise<void> {
  try {
    await new GatehouseClient({ baseUrl: url, retry: false }).live();
  } catch (thrown) {
    if (!(thrown instanceof GatehouseConnectionError)) throw thrown;
    const message = `No server answers at ${url}. Start one with \`npm start\`, or say with --url where it is.`;
    throw new Error(message, { cause: thrown });
  }
}

/** The plugins there are, where the one that was asked is none of them. */
async function othersThan(error: GatehouseApiError, client: GatehouseClient): Promise<string[] | null> {
  if (error.code !== 'PLUGIN_NOT_FOUND') return null;
  return (await client.plugins()).map(({ name }) => name);
}
