import type { JsonObject } from '@gatehouse/contracts';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { SERVER_VERSION } from '../server-version.js';
import { KEY_SCHEME } from './access.decorator.js';
import { toOpenApi31 } from './to-openapi-31.js';

const DESCRIPTION = `Runs image-analysis plugins, every execution through one gate.

Every route answers 200 with what was asked for, or 400 with an \`error\`. Every answer carries an \`X-Request-Id\`.

A server that has API keys asks for one on every route with a padlock. Each key has a role, and each role holds those before it: \`read\`, \`analyze\`, \`admin\`. Answers tell what is left of the key's rate limit in \`RateLimit\` and \`RateLimit-Policy\`.`;

const KEY = 'A key that `npm run keys -- create` made. Not needed where the server has none.';

/** The OpenAPI 3.1 document of an application's routes. Where plugins are spoken of, it is marked (`pluginSlot`). */
export function routesDocument(app: INestApplication): JsonObject {
  const config = new DocumentBuilder()
    .setTitle('Gatehouse')
    .setDescription(DESCRIPTION)
    .setVersion(SERVER_VERSION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addTag('analysis', 'Ask a plugin about an image')
    .addTag('jobs', 'What was asked for, and how it went')
    .addTag('plugins', 'Which plugins there are and how they do')
    .addTag('health', 'For whoever supervises the server')
    .addTag('about', 'What this is')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: KEY }, KEY_SCHEME.bearer)
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key', description: KEY }, KEY_SCHEME.header)
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (_, method) => method,
  });
  const plain: unknown = JSON.parse(JSON.stringify(document));
  return toOpenApi31(plain as JsonObject); // an object made of JSON text is a JSON object
}
