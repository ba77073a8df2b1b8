import { fileURLToPath } from 'node:url';

/** PLUGIN_PATHS of the plugins made for tests: each shows one behaviour, named by its folder. */
export const FIXTURE_PLUGINS = fileURLToPath(new URL('../fixtures/plugins', import.meta.url));
