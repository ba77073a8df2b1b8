import { ApiParam } from '@nestjs/swagger';
import { pluginSlot } from '../openapi/plugin-slot.js';

/** Documents the name of a plugin in a path. */
export function ApiPluginName(): MethodDecorator {
  return ApiParam({
    name: 'name',
    description: 'A name that GET /v1/plugins lists.',
    schema: { type: 'string', example: 'barcode', ...pluginSlot('name') },
  });
}
