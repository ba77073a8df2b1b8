import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** The answer of a health route; that it is not so is said by an error. */
@ApiSchema({ name: 'Health' })
export class HealthDto {
  @ApiProperty({ description: 'Always ok.', enum: ['ok'], example: 'ok' })
  status!: 'ok';
}
