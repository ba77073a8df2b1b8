import { ApiBadRequestResponse } from '@nestjs/swagger';
import { ErrorDto } from './error.dto.js';

/** Documents the one answer besides 200 that every route has. */
export function ApiRefused(): ClassDecorator & MethodDecorator {
  return ApiBadRequestResponse({
    type: ErrorDto,
    description: 'Whatever went wrong: `error.type` and `error.details.code` say what.',
  });
}
