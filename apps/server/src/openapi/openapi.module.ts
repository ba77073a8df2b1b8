import { PluginsModule } from '@gatehouse/plugins';
import { Module } from '@nestjs/common';
import { ApiDocument } from './api-document.service.js';
import { OpenApiController } from './openapi.controller.js';

@Module({ imports: [PluginsModule], controllers: [OpenApiController], providers: [ApiDocument] })
export class OpenApiModule {}
