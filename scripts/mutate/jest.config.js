import { fileURLToPath } from 'node:url';
import config from '../../jest.config.js';

const [[files, [, options]]] = Object.entries(config.transform);

/** As the tests run always, but that one file is another. @type {import('jest').Config} */
export default {
  ...config,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  transform: { [files]: [fileURLToPath(new URL('mutant-transform.js', import.meta.url)), options] },
  reporters: ['default'],
  testTimeout: 15_000,
};
