import { Module } from '@nestjs/common';
import { PluginManagementService } from './management/plugin-management.service.js';
import { PluginStarter } from './plugin-starter.js';
import { pluginProviders } from './plugins.providers.js';
import { PluginRegistry } from './registry/plugin-registry.js';

/** The plugins: found, read, started, and watched. */
@Module({
  providers: [...pluginProviders, PluginManagementService, PluginStarter],
  exports: [PluginRegistry, PluginManagementService],
})
export class PluginsModule {}
