import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { hostMeasures, missingMeasures } from '@gatehouse/sandbox';
import { PluginRegistry } from './registry/plugin-registry.js';

/** Starts every plugin in the background when the server starts, and ends them when it stops. */
@Injectable()
export class PluginStarter implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(PluginStarter.name);

  constructor(private readonly registry: PluginRegistry) {}

  onApplicationBootstrap(): void {
    void this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.registry.closeAll();
  }

  private async start(): Promise<void> {
    for (const sentence of missingMeasures(await hostMeasures())) this.logger.warn(sentence);
    await this.registry.startAll((plugin, problem) => {
      this.logger.warn({ plugin, traceback: problem.stack }, 'plugin did not start');
    });
    for (const { name: plugin, state, reason } of this.registry.list()) {
      if (reason === null) this.logger.log({ plugin, state }, 'plugin is ready');
      else this.logger.warn({ plugin, state, reason }, 'plugin cannot run');
    }
  }
}
