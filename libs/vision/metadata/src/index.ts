import { definePlugin } from '@gatehouse/plugin-sdk';
import { hardenSharp } from './container/harden-sharp.js';
import type { MetadataResult } from './metadata-result.js';
import { readMetadata } from './read-metadata.js';

/** Tells the facts of a picture file: its format and size, and what its EXIF says of where, when and how it was taken. */
export default definePlugin<object, MetadataResult>({
  initialize: hardenSharp,
  run: ({ image, mimeType }) => readMetadata(image, mimeType),
});
