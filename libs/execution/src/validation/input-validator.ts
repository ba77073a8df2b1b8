import { Injectable } from '@nestjs/common';
import { AppConfig } from '@gatehouse/config';
import type { ErrorPointer, JsonObject, PluginPayload } from '@gatehouse/contracts';
import { GatehouseError } from '@gatehouse/errors';
import { checkIntake, intakeLimits, type ImageInspection, type IntakeLimits } from '@gatehouse/images';
import type { PluginContract } from '@gatehouse/plugins';
import { judge } from './judge.js';

/** A payload that may go to its plugin. */
export interface ValidInput {
  readonly inspection: ImageInspection;
  /** With the defaults of the plugin's schema. */
  readonly options: JsonObject;
}

/** Longest options, as JSON text: what a schema has to be held against must be bounded. */
const MAX_OPTIONS_LENGTH = 65_536;

/** Longest pointer that is told back and kept with the job; a caller's own keys may be as long as its options. */
const MAX_POINTER_LENGTH = 500;

/** Holds a payload against the intake's limits and a plugin's contract. */
@Injectable()
export class InputValidator {
  private readonly limits: IntakeLimits;

  constructor(config: AppConfig) {
    this.limits = intakeLimits(config);
  }

  /**
   * Judges the image by its header, then the options.
   *
   * @throws GatehouseError the `IMAGE_…` codes of the intake, `IMAGE_TYPE_NOT_ACCEPTED`, `OPTIONS_INVALID`,
   *   `PLUGIN_SCHEMA_TOO_COSTLY`
   */
  validate({ image, mimeType, options }: PluginPayload, contract: PluginContract): ValidInput {
    const inspection = checkIntake(image, mimeType, this.limits);
    checkAccepted(inspection, contract);
    return { inspection, options: checkOptions(options, contract) };
  }
}

function checkAccepted({ mimeType }: ImageInspection, { manifest }: PluginContract): void {
  if (manifest.accepts.includes(mimeType)) return;
  throw new GatehouseError(
    'IMAGE_TYPE_NOT_ACCEPTED',
    { plugin: manifest.name, mime_type: mimeType, accepted: manifest.accepts.join(', ') },
    { errors: [{ pointer: '/image', message: `is ${mimeType}` }] },
  );
}

function checkOptions(given: JsonObject, { manifest, options }: PluginContract): JsonObject {
  if (JSON.stringify(given).length > MAX_OPTIONS_LENGTH) {
    throw optionsInvalid(manifest.name, [
      { pointer: '', message: `must be at most ${MAX_OPTIONS_LENGTH} characters of JSON` },
    ]);
  }
  const { value, errors } = judge('options_schema', options, given, manifest.name);
  if (errors.length > 0) throw optionsInvalid(manifest.name, errors);
  return value;
}

function optionsInvalid(plugin: string, found: readonly ErrorPointer[]): GatehouseError {
  const errors = found.map(({ pointer, message }) => ({
    pointer: `/options${pointer}`.slice(0, MAX_POINTER_LENGTH).toWellFormed(),
    message,
  }));
  const problem = errors.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
  return new GatehouseError('OPTIONS_INVALID', { plugin, problem }, { errors });
}
