import sharp from 'sharp';
import { sampleImage } from '@gatehouse/plugin-testkit';
import { encodeAs } from './encode-as.ts';
import type { NamedImage, Subject } from './subject.ts';

/** An image that the plugin takes: that of its first example, else a drawn one. */
export async function ordinaryImage(subject: Subject): Promise<NamedImage> {
  const [example] = await subject.loadExamples();
  if (example !== undefined) return example;
  const [mimeType = 'image/png'] = subject.manifest.accepts;
  const bytes = await encodeAs(sharp(await sampleImage('picture.png')), mimeType);
  return { what: 'a drawn picture', bytes };
}
