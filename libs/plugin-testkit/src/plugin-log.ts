import type { LoggerService } from '@nestjs/common';

/** A line that a plugin wrote, or that the server wrote of its processes. */
export interface PluginLogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** Null for what was said outside of an execution. */
  readonly jobId: string | null;
  readonly text: string;
}

type Listener = (line: PluginLogLine) => void;

const listeners = new Map<string, Set<Listener>>();

/**
 * Hears what is said of one plugin in this process, by whichever kit: Nest has one logger for all.
 *
 * @returns what ends it
 */
export function listenToPlugin(plugin: string, listener: Listener): () => void {
  const those = listeners.get(plugin) ?? new Set();
  listeners.set(plugin, those.add(listener));
  return () => those.delete(listener);
}

/** The logger of the kit's application: passes on what plugins say, and keeps quiet otherwise. */
export const PLUGIN_LOGGER: LoggerService = {
  debug: (message) => {
    pass('debug', message);
  },
  log: (message) => {
    pass('info', message);
  },
  warn: (message) => {
    pass('warn', message);
  },
  error: (message) => {
    pass('error', message);
  },
};

function pass(level: PluginLogLine['level'], message: unknown): void {
  if (typeof message !== 'object' || message === null) return;
  const { plugin, text, job_id: jobId } = message as Readonly<Record<string, unknown>>; // a line of the log is an object
  if (typeof plugin !== 'string' || typeof text !== 'string') return;
  const line = { level, text, jobId: typeof jobId === 'string' ? jobId : null };
  for (const listener of listeners.get(plugin) ?? []) listener(line);
}
