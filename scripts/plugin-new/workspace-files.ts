import { exampleManifest } from './example-manifest.ts';
import { jsonText, type NewFile } from './new-file.ts';
import { pluginPage } from './plugin-page.ts';
import type { LockedWorkspace } from './wire-workspace.ts';

const SOURCE = `import { definePlugin, type RunPayload } from '@gatehouse/plugin-sdk';
import type { Options, Output } from './plugin-types.js';

/** Tells how bright a picture is, and whether it is too dark. */
export default definePlugin({
  run({ image, original, options }: RunPayload<Options>): Output {
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
});
`;

/** The files of a plugin in the repository, relative to its root: a workspace in TypeScript, its test and its page. */
export function workspaceFiles(name: string, version: string): readonly NewFile[] {
  const folder = `libs/vision/${name}`;
  return [
    { path: `${folder}/package.json`, text: jsonText(workspacePackage(name, version)) },
    { path: `${folder}/tsconfig.json`, text: jsonText(TSCONFIG) },
    { path: `${folder}/plugin.json`, text: jsonText(exampleManifest(name, './dist/index.js')) },
    { path: `${folder}/src/index.ts`, text: SOURCE },
    { path: `test/vision/${name}/${name}.spec.ts`, text: testSource(name) },
    { path: `docs/plugins/${name}.md`, text: pluginPage(name) },
  ];
}

/** What the lock repeats of the workspace's package.json. */
export function lockedWorkspace(name: string, version: string): LockedWorkspace {
  return {
    name: `@gatehouse/vision-${name}`,
    version,
    dependencies: { '@gatehouse/plugin-sdk': version },
  };
}

function workspacePackage(name: string, version: string): object {
  const { dependencies, ...named } = lockedWorkspace(name, version);
  return { ...named, private: true, type: 'module', exports: EXPORTS, dependencies };
}

const EXPORTS = {
  '.': {
    '@gatehouse/source': './src/index.ts',
    types: './dist/index.d.ts',
    default: './dist/index.js',
  },
};

const TSCONFIG = {
  extends: '../../../tsconfig.base.json',
  compilerOptions: { rootDir: 'src', outDir: 'dist' },
  include: ['src'],
  exclude: ['src/**/*.spec.ts'],
  references: [{ path: '../../plugin-sdk' }],
};

function testSource(name: string): string {
  return `import { openPlugin, sampleImage, type OpenedPlugin } from '@gatehouse/plugin-testkit';

describe('the ${name} plugin', () => {
  let plugin: OpenedPlugin;

  beforeAll(async () => {
    plugin = await openPlugin(new URL('../../../libs/vision/${name}/', import.meta.url));
  });
  afterAll(() => plugin.close());

  it('tells how bright a picture is', async () => {
    const { result } = await plugin.run(await sampleImage('photo-harbour.jpg'));
    expect(result).toMatchObject({ is_dark: false, megapixels: 0.3072 });
  });

  it('calls a picture dark that is less bright than dark_below', async () => {
    const { result } = await plugin.run(await sampleImage('photo-harbour.jpg'), { options: { dark_below: 1 } });
    expect(result).toMatchObject({ is_dark: true });
  });

  it('refuses a picture with fewer than min_megapixels', async () => {
    const run = plugin.run(await sampleImage('qr-tiny.png'), { options: { min_megapixels: 2 } });
    await expect(run).rejects.toMatchObject({
      code: 'PLUGIN_THREW',
      message: expect.stringContaining('min_megapixels asks for 2') as string,
    });
  });
});
`;
}
