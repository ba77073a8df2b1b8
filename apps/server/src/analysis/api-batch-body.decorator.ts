import { ApiExtension } from '@nestjs/swagger';
import { readSample, SAMPLE_MIME_TYPE, SAMPLE_PLUGIN } from '../openapi/sample-image.js';
import { jsonSchema } from './api-analysis-body.decorator.js';
import { MOST_ITEMS } from './read-batch.js';

/** Documents the body of a batch, with an example that works when it is sent as it stands. */
export function ApiBatchBody(): MethodDecorator {
  return ApiExtension('x-request-body', {
    required: true,
    content: { 'application/json': { schema: batchSchema(), examples: { two: twoItems() } } },
  });
}

function batchSchema(): object {
  return {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: {
      items: {
        type: 'array',
        description: 'Each as the body of a single analysis.',
        minItems: 1,
        maxItems: MOST_ITEMS,
        items: jsonSchema(),
      },
    },
  };
}

function twoItems(): object {
  const image = readSample().toString('base64');
  const item = { plugin: SAMPLE_PLUGIN, image, mime_type: SAMPLE_MIME_TYPE, options: {} };
  return { summary: 'two images', value: { items: [item, { plugin: 'metadata', image }] } };
}
