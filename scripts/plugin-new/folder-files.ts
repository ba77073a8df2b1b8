import { exampleManifest } from './example-manifest.ts';
import { jsonText, type NewFile } from './new-file.ts';

const SOURCE = `// @ts-check
/** @import { Plugin } from '@gatehouse/plugin-sdk' */
/** @import { Options, Output } from './plugin-types.js' */

/**
 * Tells how bright a picture is, and whether it is too dark.
 *
 * @type {Plugin<Options, Output>}
 */
const plugin = {
  run({ image, original, options }) {
    const megapixels = (original.width * original.height) / 1_000_000;
    if (megapixels < options.min_megapixels) {
      throw new Error(
        \`The picture has \${megapixels} megapixels; min_megapixels asks for \${options.min_megapixels}. Send a larger one.\`,
      );
    }
    // \`input.format\` is "grey": one byte a pixel.
    const mean = image.reduce((sum, pixel) => sum + pixel, 0) / image.length;
    const brightness = Math.round((mean / 255) * 10_000) / 10_000;
    return { brightness, is_dark: brightness < options.dark_below, megapixels };
  },
};

export default plugin;
`;

/**
 * The files of a plugin outside of the repository, relative to its folder: plain JavaScript that needs no build.
 *
 * @param sdk where @gatehouse/plugin-sdk has its types, for the editor; relative to the plugin's folder
 */
export function folderFiles(name: string, sdk: string): readonly NewFile[] {
  return [
    { path: 'plugin.json', text: jsonText(exampleManifest(name, './index.js')) },
    { path: 'package.json', text: jsonText({ name, version: '0.1.0', private: true, type: 'module' }) },
    { path: 'jsconfig.json', text: jsonText(jsconfig(sdk)) },
    { path: 'index.js', text: SOURCE },
  ];
}

/** For the editor only: nothing reads it when the plugin runs. */
function jsconfig(sdk: string): object {
  return {
    compilerOptions: {
      target: 'es2024',
      module: 'nodenext',
      strict: true,
      checkJs: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
      paths: { '@gatehouse/plugin-sdk': [sdk] },
    },
  };
}
