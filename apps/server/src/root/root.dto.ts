import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** The first thing a curious client meets. */
@ApiSchema({ name: 'About' })
export class RootDto {
  @ApiProperty({ description: 'The product.', example: 'Gatehouse' })
  name!: string;

  @ApiProperty({ description: 'The version of the server.', example: '0.1.0' })
  version!: string;

  @ApiProperty({
    description: 'Paths of the main routes, by what they are for.',
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { docs: '/docs', openapi: '/openapi.json', plugins: '/v1/plugins' },
  })
  links!: Record<string, string>;
}
