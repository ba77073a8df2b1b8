import { Injectable } from '@nestjs/common';
import type { JsonSchema, PluginOutput } from '@gatehouse/contracts';
import { GatehouseError } from '@gatehouse/errors';
import { PictureRenderer } from '@gatehouse/images';
import { JobExecutionService } from '../job-execution.service.js';
import { findBoxes, marksBoxes } from './find-boxes.js';

/** Pictures of what plugins found. */
@Injectable()
export class ResultPictures {
  readonly #jobs: JobExecutionService;

  constructor(
    jobs: JobExecutionService,
    private readonly renderer: PictureRenderer,
  ) {
    this.#jobs = jobs;
  }

  /**
   * The output schema of a plugin whose results can be drawn: before it is run.
   *
   * @throws GatehouseError `RENDER_UNSUPPORTED`
   */
  requireMarks(plugin: string): JsonSchema {
    const schema = this.#jobs.outputSchemaOf(plugin);
    if (schema !== null && marksBoxes(schema)) return schema;
    throw new GatehouseError(
      'RENDER_UNSUPPORTED',
      { plugin },
      { plugin, errors: [{ pointer: '/render', message: 'the results of this plugin are no boxes' }] },
    );
  }

  /**
   * Draws a result on the image that it is about.
   *
   * @param schema of the plugin's output
   * @returns a `data:` URL
   * @throws GatehouseError as the decoding of an image does
   */
  draw(image: Uint8Array, schema: JsonSchema, output: PluginOutput, signal?: AbortSignal): Promise<string> {
    return this.renderer.render(image, findBoxes(schema, output), signal);
  }
}
