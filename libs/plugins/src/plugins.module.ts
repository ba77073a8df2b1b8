import { Module } from '@nestjs/common';
import { PluginManagementService } from './management/plugin-management.service.js';
import { PluginStarter } from './plugin-starter.js';
import { registryProvider } from './plugins.providers.js';
import { PluginRegistry } from './registry/plugin-registry.js';

/** The plugins: found, read, started, and watched. */
@Module({
  providers: [registryProvider, PluginManagementService, PluginStarter],
  exports: [PluginRegistry, PluginManagementService],
})
export class PluginsModule {}
