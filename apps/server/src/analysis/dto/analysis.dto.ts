import type { JsonObject } from '@gatehouse/contracts';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { pluginSlot } from '../../openapi/plugin-slot.js';
import { SAMPLE_RESULT } from '../../openapi/sample-image.js';

/** What was looked at. */
@ApiSchema({ name: 'Image' })
export class ImageDto {
  @ApiProperty({ description: 'The real media type, by its bytes.', example: 'image/png' })
  mime_type!: string;

  @ApiProperty({ description: 'Pixels across, as stored.', example: 116, type: 'integer' })
  width!: number;

  @ApiProperty({ description: 'Pixels down, as stored.', example: 116, type: 'integer' })
  height!: number;

  @ApiProperty({ description: 'Size of the file in bytes.', example: 246, type: 'integer' })
  bytes!: number;

  @ApiProperty({
    description: 'SHA-256 of the file, in hexadecimal.',
    example: '806e22cc8d6ebb14fe7a2f100fd621adeb42ed418e745754d668e24be53ca241',
    pattern: '^[0-9a-f]{64}$',
  })
  sha256!: string;
}

/** The answer to an analysis. */
@ApiSchema({ name: 'Analysis' })
export class AnalysisDto {
  @ApiProperty({ description: 'The plugin that ran.', example: 'barcode' })
  plugin!: string;

  @ApiProperty({
    description: 'What the plugin found, as the `output_schema` of its manifest says.',
    type: 'object',
    additionalProperties: true,
    example: SAMPLE_RESULT,
    ...pluginSlot('result'),
  })
  result!: JsonObject;

  @ApiProperty({
    description: 'The durable record of the execution.',
    example: '01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b',
    format: 'uuid',
  })
  job_id!: string;

  @ApiProperty({
    description: 'Always SUCCESS: failures are answered with an error.',
    enum: ['SUCCESS'],
    example: 'SUCCESS',
  })
  status!: 'SUCCESS';

  @ApiProperty({ description: 'Milliseconds the plugin ran.', example: 12.4 })
  execution_time_ms!: number;

  @ApiProperty({ description: 'What was looked at.', type: ImageDto })
  image!: ImageDto;

  @ApiPropertyOptional({
    description:
      'With `render=true`: the image, upright, with boxes and labels drawn on it; a `data:` URL of a JPEG, no side longer than 1600 pixels.',
    type: 'string',
    pattern: '^data:image/jpeg;base64,',
  })
  rendered?: string;
}
