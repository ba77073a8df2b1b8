import { readFileSync } from 'node:fs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { Express } from 'express';
import { openApiDocument } from './openapi-document.js';
import { readSample, SAMPLE_MIME_TYPE } from './sample-image.js';

const PREFILL_SCRIPT = new URL('../../assets/docs-prefill.js', import.meta.url);

/** Serves Swagger UI at `/docs` and the document at `/openapi.json`; nothing of it comes from elsewhere. */
export function setupDocs(app: NestExpressApplication): void {
  const document = openApiDocument(app);
  const express = app.getHttpAdapter().getInstance();
  serve(express, '/docs/prefill.js', 'text/javascript', readFileSync(PREFILL_SCRIPT));
  serve(express, '/docs/sample.png', SAMPLE_MIME_TYPE, readSample());
  // The types of @nestjs/swagger know OpenAPI 3.0 alone; it serves what it is given.
  const typed = document as unknown as OpenAPIObject; // see the line above
  SwaggerModule.setup('docs', app, typed, {
    raw: ['json'],
    jsonDocumentUrl: '/openapi.json',
    customSiteTitle: 'Gatehouse',
    customJs: '/docs/prefill.js',
    swaggerOptions: { displayRequestDuration: true, tryItOutEnabled: true, validatorUrl: null },
  });
}

function serve(express: Express, path: string, type: string, body: Buffer): void {
  express.get(path, (_, response) => {
    response.type(type).send(body);
  });
}
