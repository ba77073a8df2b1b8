import { fileURLToPath } from 'node:url';

/** The settings of a server that has one plugin, `empty`, which answers an empty object without looking at the image. */
export const EMPTY_PLUGIN_ALONE = Object.freeze({
  PLUGIN_PATHS: fileURLToPath(new URL('../../../test/fixtures/plugins', import.meta.url)),
  PLUGIN_ONLY: 'empty',
});
