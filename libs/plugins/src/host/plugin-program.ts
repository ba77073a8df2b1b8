import type { JsonObject, Plugin, PluginLogger, RunPayload } from '@gatehouse/contracts';
import { serveSandbox, toBoundedJson, type JsonLimits, type SandboxLog } from '@gatehouse/sandbox';

/*
 * The main program of a plugin's process: the one place on this side of the wall where a plugin's `run` is called.
 */

interface ProgramArgument {
  /** The plugin's entry module, a file URL. */
  readonly entry: string;
  readonly output: JsonLimits;
}

interface CallHeader {
  readonly payload: Omit<RunPayload, 'image'>;
  readonly jobId: string | null;
}

const encoder = new TextEncoder();
let plugin: Plugin | null = null;
let limits: JsonLimits | null = null;

serveSandbox({
  async initialize(argument, log) {
    const { entry, output } = argument as unknown as ProgramArgument; // PluginHost wrote it
    limits = output;
    plugin = readPlugin(await import(entry));
    await plugin.initialize?.({ logger: loggerOf(log) });
  },

  async call(header, image, context) {
    if (plugin === null || limits === null) throw new Error('the plugin was not initialised');
    const { payload, jobId } = header as unknown as CallHeader; // PluginHost wrote it
    const output = await plugin.run(
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
    );
    return { header: {}, body: encoder.encode(toBoundedJson(output, limits)) };
  },

  async dispose() {
    await plugin?.dispose?.();
  },
});

function readPlugin(module: unknown): Plugin {
  const exported = (module as { default?: unknown }).default; // a module's namespace is an object
  if (typeof exported !== 'object' || exported === null) {
    throw new Error('The entry module has no default export. Write `export default definePlugin({ run … })`');
  }
  if (typeof (exported as JsonObject)['run'] !== 'function') {
    throw new Error('The default export of the entry module has no function `run`');
  }
  return exported as Plugin; // it has a run; initialize and dispose are called only where they are there
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
