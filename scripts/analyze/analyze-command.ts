import { parseArgs } from 'node:util';
import type { JsonObject } from '@gatehouse/client';

/** How the command is written. */
export const USAGE = `Usage: npm run analyze -- IMAGE… --plugin NAME [--options JSON] [--async] [--json] [--url URL] [--key KEY]

  --plugin NAME    who looks at the images; see http://127.0.0.1:3000/v1/plugins
  --options JSON   what it is told, as its options_schema says: '{"formats":["QR_CODE"]}'
  --async          submits jobs and follows them, instead of waiting for the answer
  --json           prints each answer as it came, one a line
  --url URL        where the server is; GATEHOUSE_URL, or http://127.0.0.1:3000
  --key KEY        an API key; better is GATEHOUSE_API_KEY, which other users of this machine do not see

Ends with 0 if all went well, 1 if an image was refused or failed, 2 if nothing could be asked.
`;

const ORDINARY_URL = 'http://127.0.0.1:3000';

/** What somebody asked for on the command line. */
export interface AnalyzeCommand {
  /** As they were typed. */
  readonly files: readonly string[];
  readonly plugin: string;
  readonly options: JsonObject | undefined;
  readonly url: string;
  readonly apiKey: string | undefined;
  readonly json: boolean;
  readonly async: boolean;
}

/**
 * Reads the command line. Decides only.
 *
 * @returns null where help is asked for
 * @throws Error whose message says what is wrong with it
 */
export function readAnalyzeCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): AnalyzeCommand | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      plugin: { type: 'string', short: 'p' },
      options: { type: 'string', short: 'o' },
      url: { type: 'string' },
      key: { type: 'string' },
      json: { type: 'boolean', default: false },
      async: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  if (positionals.length === 0) throw new Error('Which image? None is named.');
  if (values.plugin === undefined) throw new Error('Which plugin? --plugin is missing.');
  return {
    files: positionals,
    plugin: values.plugin,
    options: values.options === undefined ? undefined : readOptions(values.options),
    url: values.url ?? notEmpty(env['GATEHOUSE_URL']) ?? ORDINARY_URL,
    apiKey: values.key ?? notEmpty(env['GATEHOUSE_API_KEY']),
    json: values.json,
    async: values.async,
  };
}

function readOptions(text: string): JsonObject {
  const wrong = new Error(`--options is no JSON object: ${text.slice(0, 100)}`);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject; // an object of JSON
  } catch {
    throw wrong;
  }
  throw wrong;
}

function notEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
