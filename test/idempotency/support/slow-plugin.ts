import type { PluginSource } from '../../support/plugin-folder.js';

/** Takes as long as its option `ms` says; no two of its answers are the same, `fail` makes it throw, and `crash` ends its process. */
export const SLOW: PluginSource = {
  manifest: {
    options_schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        ms: { type: 'integer', default: 0 },
        fail: { type: 'boolean', default: false },
        crash: { type: 'boolean', default: false },
        chars: { type: 'integer', default: 0 },
      },
    },
    limits: { timeout_ms: 60_000, memory_mb: 64, max_concurrency: 4 },
  },
  code: `
    export default {
      run: async ({ options: { ms, fail, crash, chars } }) => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        const said = String(Math.random());
        if (crash) process.exit(1);
        if (fail) throw new Error(said);
        return { said, text: 'é'.repeat(chars) };
      },
    };
  `,
};
