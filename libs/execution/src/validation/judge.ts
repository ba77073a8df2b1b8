import type { JsonObject } from '@gatehouse/contracts';
import { GatehouseError } from '@gatehouse/errors';
import { SchemaOverrun, type SchemaValidator, type SchemaVerdict } from '@gatehouse/plugins';

/**
 * Holds a value against one of a plugin's schemas.
 *
 * @throws GatehouseError `PLUGIN_SCHEMA_TOO_COSTLY` when the schema comes to no verdict, which is no fault of the value
 */
export function judge(
  schema: 'options_schema' | 'output_schema',
  validator: SchemaValidator,
  value: JsonObject,
  plugin: string,
): SchemaVerdict {
  try {
    return validator.validate(value);
  } catch (thrown) {
    if (!(thrown instanceof SchemaOverrun)) throw thrown;
    const params = { plugin, schema, problem: thrown.message };
    throw new GatehouseError('PLUGIN_SCHEMA_TOO_COSTLY', params, { plugin, cause: thrown });
  }
}
