import { Injectable } from '@nestjs/common';
import type { PluginHealth, PluginManifest } from '@gatehouse/contracts';
import { GatehouseError } from '@gatehouse/errors';
import { PluginRegistry } from '../registry/plugin-registry.js';

/** What can be asked of plugins without running them. */
@Injectable()
export class PluginManagementService {
  constructor(private readonly registry: PluginRegistry) {}

  /** How every plugin is doing, sorted by name. */
  list(): PluginHealth[] {
    return this.registry.list();
  }

  /** @throws GatehouseError `PLUGIN_NOT_FOUND` */
  health(name: string): PluginHealth {
    return this.registry.health(name) ?? notFound(name);
  }

  /**
   * A plugin's manifest with its defaults.
   *
   * @throws GatehouseError `PLUGIN_NOT_FOUND`; `PLUGIN_LOAD_FAILED` where its manifest cannot be read
   */
  manifest(name: string): PluginManifest {
    const { reason } = this.health(name);
    const manifest = this.registry.manifest(name);
    if (manifest === null) {
      throw new GatehouseError(
        'PLUGIN_LOAD_FAILED',
        { plugin: name, reason: reason ?? 'it has no manifest.' },
        { plugin: name },
      );
    }
    return manifest;
  }

  /** Those of the named plugins that cannot run now. */
  notReady(required: readonly string[]): string[] {
    return required.filter((name) => !this.registry.isReady(name));
  }
}

function notFound(name: string): never {
  throw new GatehouseError('PLUGIN_NOT_FOUND', { plugin: name }, { plugin: name });
}
