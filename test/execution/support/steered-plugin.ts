import type { PluginSource } from '../../support/plugin-folder.js';

/** Milliseconds that a run of the steered plugin may take: ample also under load, so that only a hang meets it. */
const TIMEOUT_MS = 20_000;

const MANIFEST = {
  accepts: ['image/png', 'image/jpeg'],
  options_schema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      act: { type: 'string', default: 'answer' },
      count: { type: 'integer', minimum: 1, maximum: 9, default: 3 },
      label: { type: 'string', pattern: '^[a-z]+$', maxLength: 5 },
      nested: { type: 'object', properties: { depth: { type: 'integer', default: 7 } } },
    },
  },
  output_schema: {
    type: 'object',
    required: ['runs', 'options'],
    properties: { runs: { type: 'integer' }, options: { type: 'object' } },
  },
  limits: { timeout_ms: TIMEOUT_MS, memory_mb: 64 },
};

/**
 * A plugin that does what its option `act` says. It answers how often it was run in its present process, which tells
 * an execution that did not reach it from one that did.
 */
export const STEERED: PluginSource = {
  manifest: MANIFEST,
  code: `
    let runs = 0;
    const acts = {
      throw: () => { throw new Error('kaboom'); },
      empty: () => ({}),
      breach: () => ({ runs: 'many', options: {} }),
      text: () => 'not an object',
      large: () => ({ runs, options: { text: 'x'.repeat(9 * 1024 * 1024) } }),
      hang: () => { for (;;); },
      wait: () => new Promise(() => setInterval(() => {}, 1000)),
      exit: () => process.exit(0),
      hoard: () => { const kept = []; for (;;) kept.push(new Array(100_000).fill(kept.length)); },
    };
    export default {
      run: async ({ image, options, mimeType, width, height }) => {
        runs++;
        const act = acts[options.act];
        return act ? act() : { runs, options, mimeType, width, height, bytes: image.length };
      },
    };
  `,
};

/** The steered plugin with other limits. */
export function steeredWith(limits: Readonly<Record<string, number>>): PluginSource {
  return { ...STEERED, manifest: { ...MANIFEST, limits: { ...MANIFEST.limits, ...limits } } };
}
