import { Injectable } from '@nestjs/common';
import type { PluginOutput } from '@gatehouse/contracts';
import { GatehouseError } from '@gatehouse/errors';
import type { PluginContract } from '@gatehouse/plugins';
import { judge } from './judge.js';

/** Holds what a plugin answered against what its manifest promises. */
@Injectable()
export class OutputValidator {
  /** @throws GatehouseError `OUTPUT_INVALID`, `PLUGIN_SCHEMA_TOO_COSTLY` */
  validate(output: PluginOutput, { manifest, output: schema }: PluginContract): void {
    const [first] = judge('output_schema', schema, output, manifest.name).errors;
    if (first === undefined) return;
    const problem = `${first.pointer || 'the answer'} ${first.message}`;
    throw new GatehouseError('OUTPUT_INVALID', { plugin: manifest.name, problem });
  }
}
