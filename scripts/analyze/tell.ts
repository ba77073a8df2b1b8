import type { Analysis, GatehouseApiError, JobEvent, JobSuccess, RetryNotice } from '@gatehouse/client';
import { styleText } from 'node:util';
import { plainText } from './plain-text.ts';
import { renderJson } from './render-json.ts';

/** What was found in an image. Colours are for terminals only, and for those that want them. */
export function tellFound(file: string, found: Analysis | JobSuccess): string {
  const facts = [found.plugin, ...('image' in found ? imageFacts(found) : [`job ${found.jobId}`])];
  const head = `${styleText('bold', plainText(file))} ${styleText('dim', facts.join(' · '))}`;
  return `${head}\n${indented(renderJson(found.result))}\n`;
}

function imageFacts({ executionTimeMs, image }: Analysis): string[] {
  return [`${executionTimeMs.toFixed(0)} ms`, `${image.width} x ${image.height} ${image.mimeType}`];
}

/** Why an image was refused, or failed. */
export function tellError(file: string, error: GatehouseApiError, plugins: readonly string[] | null): string {
  const head = `${plainText(file)}: ${styleText('red', error.code, { stream: process.stderr })}`;
  const lines = [
    plainText(error.message),
    ...error.pointers.map(({ pointer, message }) => `${plainText(pointer)} ${plainText(message)}`),
    ...(plugins === null ? [] : [`There are: ${plugins.join(', ') || 'none'}.`]),
    styleText('dim', `request ${error.requestId ?? 'unknown'}`, { stream: process.stderr }),
  ];
  return `${head}\n${indented(lines.join('\n'))}\n`;
}

/** What is going on with a job, in a few words. */
export function tellEvent(event: JobEvent): string {
  if (event.type === 'state') return event.status === 'PENDING' ? 'waits for its turn' : 'is being looked at';
  const done = event.progress === null ? 'is being looked at' : `${Math.round(event.progress * 100)} %`;
  return event.message === null || event.message === '' ? done : `${done}: ${event.message}`;
}

/** That something is tried again. */
export function tellRetry({ error, waitMs }: RetryNotice): string {
  const why = 'code' in error ? String(error.code) : error.message;
  return `${why} Tried again in ${(waitMs / 1000).toFixed(1)} s`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
