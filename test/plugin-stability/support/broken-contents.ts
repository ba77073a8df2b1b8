import { existsSync } from 'node:fs';
import type { BrokenFolder } from './broken-folder.js';

const GPU_HERE = ['/dev/nvidia0', '/dev/kfd', '/dev/dri/renderD128'].some((device) => existsSync(device));

/** Folders whose manifest is good and the rest is not: what is missing, or may not be there. */
export const BROKEN_CONTENTS: readonly BrokenFolder[] = [
  [
    'the network',
    { manifest: { permissions: { network: true } } },
    'UNAVAILABLE',
    'It asks for network. Allow that with PLUGIN_GRANTS=subject:network.',
  ],
  [
    'everything',
    { manifest: { permissions: { network: true, addons: true, read: ['/models'], write: ['cache'] } } },
    'UNAVAILABLE',
    'It asks for network, addons, read, write. Allow that with PLUGIN_GRANTS=subject:network+addons+read+write.',
  ],
  [
    'a package',
    { manifest: { requires: { packages: ['no-such-package'] } } },
    'UNAVAILABLE',
    'The npm package no-such-package is missing: run "npm install no-such-package" in the plugin\'s folder.',
  ],
  [
    'a file',
    { manifest: { requires: { files: ['model.bin'] } } },
    'UNAVAILABLE',
    'The file model.bin is missing: put it there or mend requires.files.',
  ],
  [
    'a package and a file',
    { manifest: { requires: { packages: ['no-such-package'], files: ['/no/model'] } } },
    'UNAVAILABLE',
    'The npm package no-such-package is missing: run "npm install no-such-package" in the plugin\'s folder. ' +
      'The file /no/model is missing: put it there or mend requires.files.',
  ],
  ...(GPU_HERE
    ? []
    : [
        [
          'a GPU',
          { manifest: { requires: { gpu: true } } },
          'UNAVAILABLE',
          'A GPU is required and none was found: run the server where there is one.',
        ] as const,
      ]),
  [
    'an entry that is a folder',
    { manifest: { entry: 'lib.js' }, files: { 'lib.js/x': '' } },
    'FAILED',
    "The entry lib.js is no file. Name the plugin's main module in /entry.",
  ],
  [
    'an entry that is a pipe',
    { code: null },
    'FAILED',
    "The entry index.js is no file. Name the plugin's main module in /entry.",
    { pipes: ['index.js'] },
  ],
  [
    'an entry that is a link to elsewhere',
    { code: null },
    'FAILED',
    "The entry index.js lies outside of the plugin's folder. Move it inside.",
    { links: { 'index.js': '../outside.js' } },
  ],
  [
    'a link to a file elsewhere',
    { files: { 'data/x': '' } },
    'FAILED',
    "The link data/users leads out of the plugin's folder. Put a copy in its place, or ask for what it leads to in permissions.read.",
    { links: { 'data/users': '/etc/passwd' } },
  ],
  [
    'a link to a file elsewhere that is not there yet',
    {},
    'FAILED',
    "The link later leads out of the plugin's folder. Put a copy in its place, or ask for what it leads to in permissions.read.",
    { links: { later: '../../not-there' } },
  ],
  [
    'a package that is a link to elsewhere',
    {},
    'FAILED',
    'The link node_modules/etc leads out of the plugin\'s folder. Put a copy in its place ("npm install --install-links" does that), or ask for what it leads to in permissions.read.',
    { links: { 'node_modules/etc': '/etc' } },
  ],
  [
    'a pipe for its package.json',
    { files: { 'package.json': null } },
    'FAILED',
    'package.json is no file and no folder, but a pipe, socket or device. Take it out.',
    { pipes: ['package.json'] },
  ],
];
