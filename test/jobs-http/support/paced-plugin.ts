import type { PluginSource } from '../../support/plugin-folder.js';

/**
 * A plugin that takes as long as its options say, and tells how far it is. With `fail` it throws in the end.
 */
export function pacedWith(limits: Readonly<Record<string, number>> = {}): PluginSource {
  return {
    manifest: {
      input: { format: 'encoded' },
      options_schema: {
        type: 'object',
        additionalProperties: false,
        properties: {
          ms: { type: 'integer', minimum: 0, maximum: 60_000, default: 0 },
          steps: { type: 'integer', minimum: 1, maximum: 1000, default: 1 },
          tag: { type: 'string', default: '' },
          fail: { type: 'boolean', default: false },
          bulk: { type: 'integer', minimum: 0, maximum: 4_000_000, default: 0 },
        },
      },
      limits: { timeout_ms: 120_000, memory_mb: 64, max_concurrency: 2, ...limits },
    },
    code: `
      const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      export default {
        run: async ({ options: { ms, steps, tag, fail, bulk } }, { progress, jobId }) => {
          for (let step = 1; step <= steps; step++) {
            await pause(ms / steps);
            progress(step / steps, 'step ' + step);
          }
          if (fail) throw new Error('kaboom');
          return { tag, job_id: jobId, bulk: 'x'.repeat(bulk) };
        },
      };
    `,
  };
}
