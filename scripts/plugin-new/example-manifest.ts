import type { JsonObject } from '@gatehouse/contracts';

/** The manifest of the plugin that every new one begins as: it tells how bright a picture is. */
export function exampleManifest(name: string, entry: string): JsonObject {
  return {
    name,
    version: '0.1.0',
    description: 'Tells how bright a picture is, and whether it is too dark.',
    engine: '^1.0.0',
    entry,
    accepts: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/tiff', 'image/avif'],
    input: { format: 'grey', max_side: 512 },
    options_schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
      properties: {
        dark_below: {
          description: 'A picture less bright than this is dark: 0 to 1.',
          type: 'number',
          minimum: 0,
          maximum: 1,
          default: 0.25,
        },
        min_megapixels: {
          description: 'Pictures with fewer are refused; 0 takes every picture.',
          type: 'number',
          minimum: 0,
          default: 0,
        },
      },
    },
    output_schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
      required: ['brightness', 'is_dark', 'megapixels'],
      properties: {
        brightness: {
          description: 'Mean of all pixels: 0 is black, 1 is white.',
          type: 'number',
          minimum: 0,
          maximum: 1,
        },
        is_dark: { description: 'Whether brightness is below dark_below.', type: 'boolean' },
        megapixels: { description: 'Of the picture as it was sent.', type: 'number', minimum: 0 },
      },
    },
    limits: { timeout_ms: 5000, memory_mb: 128, max_concurrency: 2 },
    permissions: { network: false, addons: false, read: [], write: [] },
    examples: [
      { image: 'photo-harbour.jpg', output: { is_dark: false, megapixels: 0.3072 } },
      { image: 'qr-tiny.png', options: { dark_below: 1 }, output: { is_dark: true } },
    ],
    deterministic: true,
  };
}
