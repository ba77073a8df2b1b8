import { INPUT_FORMATS, INTAKE_MIME_TYPES, type InputFormat, type JsonSchema } from '@gatehouse/contracts';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** How a plugin wants its image. */
@ApiSchema({ name: 'ManifestInput' })
export class ManifestInputDto {
  @ApiProperty({
    description: 'The file as it was sent, or upright pixels of 4 or 1 bytes.',
    enum: INPUT_FORMATS,
    example: 'grey',
  })
  format!: InputFormat;

  @ApiProperty({
    description: 'Pixels are scaled down until neither side is longer; null leaves them.',
    example: 2048,
    nullable: true,
    type: 'integer',
  })
  max_side!: number | null;
}

/** What a plugin may use. */
@ApiSchema({ name: 'ManifestLimits' })
export class ManifestLimitsDto {
  @ApiProperty({ description: 'Milliseconds one execution may take.', example: 30_000, type: 'integer' })
  timeout_ms!: number;

  @ApiProperty({ description: 'Memory of each of its processes.', example: 512, type: 'integer' })
  memory_mb!: number;

  @ApiProperty({ description: 'Executions that may be in flight.', example: 2, type: 'integer' })
  max_concurrency!: number;
}

/** What a plugin asks for beside its own folder. */
@ApiSchema({ name: 'ManifestPermissions' })
export class ManifestPermissionsDto {
  @ApiProperty({ description: 'The network.', example: false })
  network!: boolean;

  @ApiProperty({ description: 'Native addons.', example: false })
  addons!: boolean;

  @ApiProperty({ description: 'Files and folders it reads.', type: [String], example: [] })
  read!: string[];

  @ApiProperty({ description: 'Files and folders it writes.', type: [String], example: [] })
  write!: string[];
}

/** What a plugin cannot do without. */
@ApiSchema({ name: 'ManifestRequires' })
export class ManifestRequiresDto {
  @ApiProperty({ description: 'npm packages.', type: [String], example: [] })
  packages!: string[];

  @ApiProperty({ description: 'Files.', type: [String], example: [] })
  files!: string[];

  @ApiProperty({ description: 'A GPU.', example: false })
  gpu!: boolean;
}

/** An input that a plugin answers. */
@ApiSchema({ name: 'ManifestExample' })
export class ManifestExampleDto {
  @ApiProperty({
    description: 'A file in its folder, or the name of a built-in sample.',
    example: 'qr-tiny.png',
  })
  image!: string;

  @ApiProperty({ additionalProperties: true, description: 'The options.', example: {}, type: 'object' })
  options!: object;

  @ApiProperty({
    additionalProperties: true,
    description: 'What the answer holds at least; null where it is not told.',
    example: null,
    nullable: true,
    type: 'object',
  })
  output!: object | null;
}

/** What a plugin says of itself, every default filled in. */
@ApiSchema({ name: 'PluginManifest' })
export class PluginManifestDto {
  @ApiProperty({ description: 'Its name.', example: 'barcode' })
  name!: string;

  @ApiProperty({ description: 'Its version.', example: '1.0.0' })
  version!: string;

  @ApiProperty({ description: 'What it does.', example: 'Reads QR codes and other barcodes' })
  description!: string;

  @ApiProperty({
    description: 'The plugin API versions it works with, as a semver range.',
    example: '^1.0.0',
  })
  engine!: string;

  @ApiProperty({ description: 'Its module, relative to its folder.', example: './dist/index.js' })
  entry!: string;

  @ApiProperty({
    description: 'Media types it takes.',
    isArray: true,
    enum: INTAKE_MIME_TYPES,
    example: ['image/png', 'image/jpeg'],
  })
  accepts!: string[];

  @ApiProperty({ description: 'How it wants its image.', type: ManifestInputDto })
  input!: ManifestInputDto;

  @ApiProperty({
    description: 'JSON Schema 2020-12 of `options`.',
    type: 'object',
    additionalProperties: true,
    example: { type: 'object', additionalProperties: false },
  })
  options_schema!: JsonSchema;

  @ApiProperty({
    description: 'JSON Schema 2020-12 of `result`.',
    type: 'object',
    additionalProperties: true,
    example: { type: 'object', required: ['codes'] },
  })
  output_schema!: JsonSchema;

  @ApiProperty({ description: 'What it may use.', type: ManifestLimitsDto })
  limits!: ManifestLimitsDto;

  @ApiProperty({ description: 'What it asks for beside its own folder.', type: ManifestPermissionsDto })
  permissions!: ManifestPermissionsDto;

  @ApiProperty({ description: 'What it cannot do without.', type: ManifestRequiresDto })
  requires!: ManifestRequiresDto;

  @ApiProperty({ description: 'Inputs that it answers.', type: [ManifestExampleDto] })
  examples!: ManifestExampleDto[];

  @ApiProperty({ description: 'Whether one input is always given one answer.', example: true })
  deterministic!: boolean;
}
