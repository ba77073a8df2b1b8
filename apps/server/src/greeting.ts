import { SAMPLE_PATH, SAMPLE_PLUGIN } from './openapi/sample-image.js';

/**
 * What the server says when it listens: where to look, and a line to paste into a shell.
 *
 * @param samplePath the absolute path of the picture that the line sends
 */
export function greeting(baseUrl: string, samplePath = SAMPLE_PATH): string {
  return [
    `Gatehouse is ready. Swagger UI: ${baseUrl}/docs`,
    `Try it: curl -F plugin=${SAMPLE_PLUGIN} -F ${fileArgument(samplePath)} ${baseUrl}/v1/analyze-execution`,
    '',
  ].join('\n');
}

// curl ends an unquoted file name at `,` and `;`, a shell at far more.
function fileArgument(path: string): string {
  if (/^[\w./-]+$/.test(path)) return `image=@${path}`;
  const forCurl = `image=@"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  return `'${forCurl.replaceAll("'", "'\\''")}'`;
}
