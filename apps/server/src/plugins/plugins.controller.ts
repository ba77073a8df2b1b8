import type { PluginManifest } from '@gatehouse/contracts';
import { PluginManagementService } from '@gatehouse/plugins';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiRefused } from '../openapi/api-refused.decorator.js';
import { ApiPluginName } from './api-plugin-name.decorator.js';
import { PluginHealthDto } from './dto/plugin-health.dto.js';
import { PluginManifestDto } from './dto/plugin-manifest.dto.js';
import { toPluginHealthBody } from './plugin-health-body.js';

/** Tells which plugins there are, how they are doing, and what they take and give. */
@ApiTags('plugins')
@ApiRefused()
@Controller('v1/plugins')
export class PluginsController {
  constructor(private readonly plugins: PluginManagementService) {}

  @Get()
  @ApiOperation({ summary: 'Every plugin and how it is doing, by name' })
  @ApiOkResponse({ type: [PluginHealthDto], description: 'One for each plugin that was found.' })
  list(): PluginHealthDto[] {
    return this.plugins
      .list()
      .map(toPluginHealthBody)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  @Get(':name')
  @ApiOperation({ summary: 'One plugin and how it is doing' })
  @ApiPluginName()
  @ApiOkResponse({ type: PluginHealthDto, description: 'The plugin.' })
  plugin(@Param('name') name: string): PluginHealthDto {
    return toPluginHealthBody(this.plugins.health(name));
  }

  @Get(':name/health')
  @ApiOperation({ summary: 'The same as /v1/plugins/{name}' })
  @ApiPluginName()
  @ApiOkResponse({ type: PluginHealthDto, description: 'The plugin.' })
  health(@Param('name') name: string): PluginHealthDto {
    return this.plugin(name);
  }

  @Get(':name/manifest')
  @ApiOperation({
    summary: 'What a plugin takes and gives',
    description: 'Its manifest, every default filled in.',
  })
  @ApiPluginName()
  @ApiOkResponse({ type: PluginManifestDto, description: 'The manifest.' })
  manifest(@Param('name') name: string): PluginManifest {
    return this.plugins.manifest(name);
  }
}
