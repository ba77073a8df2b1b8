import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

/** What a page of another origin may read of an answer besides its body. */
const READABLE_HEADERS = [
  'X-Request-Id',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Idempotency-Replayed',
];
const PREFLIGHT_MAX_AGE_SECONDS = 600;

/** The part of a request that says which page sent it. */
interface PageRequest {
  readonly headers: { readonly origin?: string };
}

/**
 * Lets pages of some origins call from a browser, without cookies. A preflight of theirs is answered 200; one of any
 * other origin is nothing that is known here, and the browser then sends no more.
 *
 * @param origins those of CORS_ORIGINS
 */
export function allowOrigins(app: NestExpressApplication, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.use((_: Request, response: Response, next: NextFunction) => {
    response.vary('Origin');
    next();
  });
  app.enableCors(({ headers: { origin } }: PageRequest, use: (error: null, options: object) => void) => {
    use(null, origin !== undefined && origins.includes(origin) ? optionsFor(origin) : { origin: false });
  });
}

function optionsFor(origin: string): object {
  return {
    origin,
    methods: ['GET', 'HEAD', 'POST', 'DELETE'],
    exposedHeaders: READABLE_HEADERS,
    maxAge: PREFLIGHT_MAX_AGE_SECONDS,
    optionsSuccessStatus: 200,
  };
}
