import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import swaggerUiPath from 'swagger-ui-dist/absolute-path.js';
import { SAMPLE_MIME_TYPE, SAMPLE_PATH } from './sample-image.js';

/** A file of the page at /docs. */
export interface DocsFile {
  /** Where it is asked for. */
  readonly url: string;
  readonly path: string;
  readonly type: string;
}

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** Every file that the page at /docs is made of. There is no other under it, and none comes from elsewhere. */
export const DOCS_FILES: readonly DocsFile[] = Object.freeze([
  ...['/docs', '/docs/index.html'].map((url) => ({ url, path: own('index.html'), type: HTML })),
  { url: '/docs/docs.css', path: own('docs.css'), type: STYLE },
  { url: '/docs/docs.js', path: own('docs.js'), type: SCRIPT },
  { url: '/docs/prefill.js', path: own('prefill.js'), type: SCRIPT },
  { url: '/docs/search.js', path: own('search.js'), type: SCRIPT },
  { url: '/docs/icon.svg', path: own('icon.svg'), type: 'image/svg+xml' },
  { url: '/docs/sample.png', path: SAMPLE_PATH, type: SAMPLE_MIME_TYPE },
  { url: '/docs/swagger-ui.css', path: ofSwaggerUi('swagger-ui.css'), type: STYLE },
  { url: '/docs/swagger-ui-bundle.js', path: ofSwaggerUi('swagger-ui-bundle.js'), type: SCRIPT },
]);

function own(name: string): string {
  return fileURLToPath(new URL(`../../assets/docs/${name}`, import.meta.url));
}

function ofSwaggerUi(name: string): string {
  return join(swaggerUiPath(), name);
}
