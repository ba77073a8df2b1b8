/**
 * Settings that leave out what ships besides barcode and metadata: eight plugins take seconds to start, and most tests
 * need none of these.
 */
export const LIGHT_PLUGINS = { PLUGIN_EXCEPT: 'detect,faces,ocr,palette,quality,similarity' } as const;

/** Settings with every plugin that ships. */
export const ALL_PLUGINS = { PLUGIN_EXCEPT: '' } as const;
