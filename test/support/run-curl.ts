import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { ask, type Answer } from './http.js';

/**
 * Does what a printed curl line does, without curl. It knows `-s`, `-F name=value`, `-F name=@file`, `-H`, `-d`,
 * `--data-binary @file` and the URL, and throws on anything else: an unknown option would make the test a guess.
 *
 * @param line as printed, also over several lines with `\` at their ends
 * @param folder where relative file names start
 * @param moveTo a base URL to send it to instead of the one it names
 */
export function runCurl(line: string, folder: string, moveTo?: string): Promise<Answer> {
  const [command, ...words] = wordsOf(line);
  if (command !== 'curl') throw new Error(`not a curl line: ${line}`);
  const headers = new Headers();
  let body: FormData | Buffer<ArrayBuffer> | string | undefined;
  let url: string | undefined;
  while (words.length > 0) {
    const word = words.shift() ?? '';
    const argument = (): string => words.shift() ?? '';
    switch (word) {
      case '-s':
        break;
      case '-F':
        body = addTo(body instanceof FormData ? body : new FormData(), argument(), folder);
        break;
      case '-H': {
        const [name = '', ...value] = argument().split(':');
        headers.set(name, value.join(':').trim());
        break;
      }
      case '-d':
        body = argument();
        break;
      case '--data-binary':
        body = readFileSync(resolve(folder, argument().replace(/^@/, '')));
        break;
      default:
        if (word.startsWith('-')) throw new Error(`runCurl does not know ${word}`);
        url = word;
    }
  }
  const target = new URL(url ?? '');
  const sentTo = moveTo === undefined ? target : new URL(target.pathname + target.search, moveTo);
  return ask(sentTo.href, body === undefined ? { headers } : { method: 'POST', headers, body });
}

function addTo(form: FormData, field: string, folder: string): FormData {
  const [name = '', ...rest] = field.split('=');
  const value = rest.join('=');
  if (!value.startsWith('@')) form.append(name, value);
  else {
    const file = value.slice(1).replace(/^"(.*)"$/, '$1');
    form.append(name, new Blob([readFileSync(resolve(folder, file))]), basename(file));
  }
  return form;
}

/** Splits like a shell: blanks outside of quotes, `\` at the end of a line joins. */
function wordsOf(line: string): string[] {
  const joined = line.replace(/\\\n/g, ' ');
  return [...joined.matchAll(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"|\\(.)/g, (_, single?: string, double?: string, escaped?: string) =>
      String(single ?? double ?? escaped),
    ),
  );
}
