import { readFileSync } from 'node:fs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ApiDocument } from './api-document.service.js';
import { DOCS_FILES } from './docs-files.js';
import { routesDocument } from './routes-document.js';

/** Serves Swagger UI at `/docs`, and tells `/openapi.json` which routes there are. */
export function setupDocs(app: NestExpressApplication): void {
  app.get(ApiDocument).describe(routesDocument(app));
  const express = app.getHttpAdapter().getInstance();
  for (const { url, path, type } of DOCS_FILES) {
    const body = readFileSync(path);
    express.get(url, (_, response) => {
      response.type(type).send(body);
    });
  }
}
