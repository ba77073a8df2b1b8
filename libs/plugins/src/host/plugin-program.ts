import type { JsonObject, Plugin, PluginLogger, RunPayload } from '@gatehouse/contracts';
import { toBoundedJson, type JsonLimits, type SandboxLog, type SandboxProgram } from '@gatehouse/sandbox';
import { explainThrown, isUnplacedSyntaxError } from './explain-thrown.js';

interface ProgramArgument {
  /** The plugin's folder, absolute. */
  readonly folder: string;
  /** The plugin's entry module, a file URL. */
  readonly entry: string;
  readonly output: JsonLimits;
}

interface CallHeader {
  readonly payload: Omit<RunPayload, 'image'>;
  readonly jobId: string | null;
}

const encoder = new TextEncoder();

/** The program of a plugin's process: the one place on this side of the wall where a plugin's `run` is called. */
export function pluginProgram(): SandboxProgram {
  let plugin: Plugin | null = null;
  let limits: JsonLimits | null = null;
  let folder = '';

  async function explained<Result>(step: () => Result | PromiseLike<Result>): Promise<Result> {
    try {
      return await step();
    } catch (thrown) {
      throw explainThrown(thrown, folder);
    }
  }

  return {
    async initialize(argument, log) {
      const given = argument as unknown as ProgramArgument; // PluginHost wrote it
      limits = given.output;
      folder = given.folder;
      plugin = readPlugin(await explained(() => importEntry(given.entry)));
      await explained(() => plugin?.initialize?.({ logger: loggerOf(log) }));
    },

    async call(header, image, context) {
      const loaded = plugin;
      if (loaded === null || limits === null) throw new Error('the plugin was not initialised');
      const { payload, jobId } = header as unknown as CallHeader; // PluginHost wrote it
      const output = await explained(() =>
        loaded.run(
          { ...payload, image },
          {
            jobId,
            signal: context.signal,
            deadline: context.deadline,
            logger: loggerOf(context.log),
            progress: (fraction, message = '') => {
              context.progress(fraction, message);
            },
          },
        ),
      );
      return { header: {}, body: encoder.encode(toBoundedJson(output, limits)) };
    },

    async dispose() {
      await plugin?.dispose?.();
    },
  };
}

async function importEntry(entry: string): Promise<unknown> {
  try {
    return (await import(entry)) as unknown;
  } catch (thrown) {
    if (!isUnplacedSyntaxError(thrown)) throw thrown;
    return await dieOf(thrown);
  }
}

/** Node tells the place of a syntax error to nobody but the terminal, when a process dies of it: the host reads it there. */
function dieOf(thrown: unknown): Promise<never> {
  process.removeAllListeners('uncaughtException');
  setImmediate(() => {
    throw thrown;
  });
  return new Promise(() => undefined);
}

function readPlugin(module: unknown): Plugin {
  const exported = (module as { default?: unknown }).default; // a module's namespace is an object
  if (typeof exported !== 'object' || exported === null) {
    throw new Error('The entry module has no default export. Write `export default definePlugin({ run … })`');
  }
  if (typeof (exported as JsonObject)['run'] !== 'function') {
    throw new Error('The default export of the entry module has no function `run`');
  }
  for (const optional of ['initialize', 'dispose']) {
    if (!['undefined', 'function'].includes(typeof (exported as JsonObject)[optional])) {
      throw new Error(`The default export of the entry module has an \`${optional}\` that is no function`);
    }
  }
  return exported as Plugin; // it has a run; the others are functions where they are there
}

function loggerOf(log: SandboxLog): PluginLogger {
  return {
    debug: (message) => {
      log('debug', message);
    },
    info: (message) => {
      log('info', message);
    },
    warn: (message) => {
      log('warn', message);
    },
    error: (message) => {
      log('error', message);
    },
  };
}
