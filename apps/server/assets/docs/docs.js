// Starts Swagger UI. The document is fetched with the page, so it knows of every plugin that a reload has brought.
/* global SwaggerUIBundle */
import { prefill, remember } from './prefill.js';
import { searchEverything } from './search.js';

SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [searchEverything],
  layout: 'BaseLayout',
  deepLinking: true,
  filter: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  defaultModelExpandDepth: 2,
  displayRequestDuration: true,
  persistAuthorization: true,
  requestSnippetsEnabled: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  responseInterceptor: remember,
});

prefill();
