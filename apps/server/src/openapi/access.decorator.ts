import { AccessTo, type RouteAccess } from '@gatehouse/auth';
import { applyDecorators } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';

/** The names of the two ways to send a key, as the document and Swagger UI know them. */
export const KEY_SCHEME = Object.freeze({ bearer: 'bearer', header: 'api_key' });

/** Declares whom a route answers, to the guard and to the document. */
export function Access(access: RouteAccess): MethodDecorator {
  if (access === 'open') return AccessTo(access);
  // Of a scheme that is no OAuth 3.1 takes the list for the roles that are needed.
  const schemes = Object.values(KEY_SCHEME).map((scheme) => ApiSecurity(scheme, [access]));
  return applyDecorators(AccessTo(access), ...schemes);
}
