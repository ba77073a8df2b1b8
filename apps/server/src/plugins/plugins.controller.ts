import type { PluginManifest } from '@gatehouse/contracts';
import { PluginManagementService } from '@gatehouse/plugins';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../openapi/access.decorator.js';
import { ApiRefused } from '../openapi/api-refused.decorator.js';
import { ApiPluginName } from './api-plugin-name.decorator.js';
import { PluginDetailDto } from './dto/plugin-detail.dto.js';
import { PluginHealthDto } from './dto/plugin-health.dto.js';
import { PluginManifestDto } from './dto/plugin-manifest.dto.js';
import { ReloadReportDto } from './dto/reload.dto.js';
import { TransitionDto } from './dto/transition.dto.js';
import { toPluginDetailBody, toPluginHealthBody, toTransitionBody } from './plugin-bodies.js';

/** Tells which plugins there are, how they are doing, and what they take and give; reloads them. */
@ApiTags('plugins')
@ApiRefused()
@Controller('v1/plugins')
export class PluginsController {
  constructor(private readonly plugins: PluginManagementService) {}

  @Get()
  @Access('read')
  @ApiOperation({ summary: 'Every plugin and how it is doing, by name' })
  @ApiOkResponse({ type: [PluginHealthDto], description: 'One for each plugin that was found.' })
  list(): PluginHealthDto[] {
    return this.plugins.list().map(toPluginHealthBody);
  }

  @Post('reload')
  @Access('admin')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Reload every plugin',
    description:
      'New folders become plugins, those whose folder is gone leave, and all others take the code that is in their ' +
      'folder now. What is in flight ends on the old code; code that cannot run replaces none that can.',
  })
  @ApiOkResponse({ type: ReloadReportDto, description: 'What was done with each.' })
  async reloadAll(): Promise<ReloadReportDto> {
    return { plugins: await this.plugins.reloadAll() };
  }

  @Get(':name')
  @Access('read')
  @ApiOperation({ summary: 'One plugin, how it is doing and what it is held to' })
  @ApiPluginName()
  @ApiOkResponse({ type: PluginDetailDto, description: 'The plugin.' })
  async plugin(@Param('name') name: string): Promise<PluginDetailDto> {
    return toPluginDetailBody(await this.plugins.detail(name));
  }

  @Get(':name/health')
  @Access('read')
  @ApiOperation({ summary: 'How one plugin is doing' })
  @ApiPluginName()
  @ApiOkResponse({ type: PluginHealthDto, description: 'The plugin.' })
  health(@Param('name') name: string): PluginHealthDto {
    return toPluginHealthBody(this.plugins.health(name));
  }

  @Get(':name/manifest')
  @Access('read')
  @ApiOperation({
    summary: 'What a plugin takes and gives',
    description: 'Its manifest, every default filled in.',
  })
  @ApiPluginName()
  @ApiOkResponse({ type: PluginManifestDto, description: 'The manifest.' })
  manifest(@Param('name') name: string): PluginManifest {
    return this.plugins.manifest(name);
  }

  @Get(':name/history')
  @Access('read')
  @ApiOperation({
    summary: 'How a plugin came to its state',
    description:
      'Its last hundred steps, oldest first; those of sound executions give way to what tells more.',
  })
  @ApiPluginName()
  @ApiOkResponse({ type: [TransitionDto], description: 'The steps it took.' })
  history(@Param('name') name: string): TransitionDto[] {
    return this.plugins.history(name).map(toTransitionBody);
  }

  @Post(':name/reload')
  @Access('admin')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Reload one plugin',
    description:
      'Starts the code that is in its folder now and puts it in the place of what serves, in one step. Where it cannot ' +
      'run, nothing is replaced and the answer says why.',
  })
  @ApiPluginName()
  @ApiOkResponse({ type: PluginHealthDto, description: 'The plugin, as it is doing now.' })
  async reload(@Param('name') name: string): Promise<PluginHealthDto> {
    return toPluginHealthBody(await this.plugins.reload(name));
  }
}
