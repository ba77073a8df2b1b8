import type { JsonObject } from '@gatehouse/contracts';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { SERVER_VERSION } from '../server-version.js';
import { toOpenApi31 } from './to-openapi-31.js';

const DESCRIPTION = `Runs image-analysis plugins, every execution through one gate.

Every route answers 200 with what was asked for, or 400 with an \`error\`. Every answer carries an \`X-Request-Id\`.`;

/** The OpenAPI 3.1 document of an application's routes. */
export function openApiDocument(app: INestApplication): JsonObject {
  const config = new DocumentBuilder()
    .setTitle('Gatehouse')
    .setDescription(DESCRIPTION)
    .setVersion(SERVER_VERSION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addTag('analysis', 'Ask a plugin about an image')
    .addTag('plugins', 'Which plugins there are and how they do')
    .addTag('health', 'For whoever supervises the server')
    .addTag('about', 'What this is')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (_, method) => method,
  });
  const plain: unknown = JSON.parse(JSON.stringify(document));
  return toOpenApi31(plain as JsonObject); // an object made of JSON text is a JSON object
}
