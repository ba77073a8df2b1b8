import { GatehouseError } from '@gatehouse/errors';
import { declaredType } from '../intake/declared-type.js';
import { isDataUrl, parseDataUrl, type DataUrl } from './data-url.js';
import { decodeBase64 } from './decode-base64.js';
import type { AcquiredImage } from './image-source.js';

/**
 * The bytes in base64 text, bare or in a `data:` URL. An empty text is an image of no bytes, which is for the gate
 * to refuse.
 *
 * @param mimeType what the request declares beside the text
 * @throws GatehouseError IMAGE_ENCODING_INVALID, or BODY_INVALID where the URL and the request declare two types
 */
export function acquireBase64(text: string, mimeType: string | null): AcquiredImage {
  const url = isDataUrl(text) ? dataUrl(text) : null;
  if (url !== null) checkAgree(url.mimeType, mimeType);
  const { bytes, problem } = decodeBase64(url?.text ?? text, url?.offset);
  if (bytes === null) throw encodingInvalid('standard base64', problem);
  return { bytes, mimeType: mimeType ?? url?.mimeType ?? null };
}

function dataUrl(text: string): DataUrl {
  const url = parseDataUrl(text);
  if (url === null)
    throw encodingInvalid('a base64 data: URL', 'it does not begin like "data:image/png;base64,"');
  return url;
}

function checkAgree(inUrl: string | null, beside: string | null): void {
  const [urlType, besideType] = [declaredType(inUrl), declaredType(beside)];
  if (urlType === null || besideType === null || urlType === besideType) return;
  const problem = `\`mime_type\` is ${besideType.slice(0, 100)}, but the data: URL says ${urlType.slice(0, 100)}`;
  throw new GatehouseError(
    'BODY_INVALID',
    { problem },
    { errors: [{ pointer: '/mime_type', message: problem }] },
  );
}

const encodingInvalid = (expected: string, problem: string): GatehouseError =>
  new GatehouseError(
    'IMAGE_ENCODING_INVALID',
    { expected, problem },
    { errors: [{ pointer: '/image', message: problem }] },
  );
