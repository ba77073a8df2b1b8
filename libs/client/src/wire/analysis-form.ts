import type { AnalysisRequest } from '../types/requests.js';
import { imageBlob, type ImageSource } from './image.js';

/** An analysis as a form: the one body that takes an image as it is and options of any size. */
export function analysisForm(
  image: ImageSource,
  { plugin, options, mimeType }: AnalysisRequest<string>,
): FormData {
  const form = new FormData();
  form.set('plugin', plugin);
  if (options !== undefined) form.set('options', JSON.stringify(options));
  form.set('image', imageBlob(image, mimeType));
  return form;
}
