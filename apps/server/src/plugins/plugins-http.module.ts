import { PluginsModule } from '@gatehouse/plugins';
import { Module } from '@nestjs/common';
import { PluginsController } from './plugins.controller.js';

@Module({ imports: [PluginsModule], controllers: [PluginsController] })
export class PluginsHttpModule {}
