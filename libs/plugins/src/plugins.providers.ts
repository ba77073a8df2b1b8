import { Logger, type FactoryProvider } from '@nestjs/common';
import { AppConfig } from '@gatehouse/config';
import { fillRegistry } from './loader/fill-registry.js';
import { SHIPPED_PLUGINS } from './loader/shipped-plugins.js';
import { PluginRegistry } from './registry/plugin-registry.js';

const logger = new Logger('Plugins');

/** The levels of plugins in Nest's words. */
const LOG_METHODS = { debug: 'debug', info: 'log', warn: 'warn', error: 'error' } as const;

/** An illegal step is a defect of ours: tests stop at it, a server in use goes on and says so. */
function onIllegalStep(message: string): void {
  if (process.env['NODE_ENV'] === 'test') throw new Error(message);
  logger.error(message);
}

/** The registry, filled from the plugins that ship and those of PLUGIN_PATHS. */
export const registryProvider: FactoryProvider<PluginRegistry> = {
  provide: PluginRegistry,
  inject: [AppConfig],
  useFactory: ({ values }: AppConfig) =>
    fillRegistry(
      [SHIPPED_PLUGINS, ...values.PLUGIN_PATHS.map((path) => ({ path, shipped: false }))],
      values,
      {
        onIllegalStep,
        onProblem: (message) => {
          logger.warn(message);
        },
        onPluginLog: (plugin, level, message, jobId) => {
          const line = { plugin, job_id: jobId, text: message };
          logger[LOG_METHODS[level]](line, 'plugin says');
        },
      },
    ),
};
