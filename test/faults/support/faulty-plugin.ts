import type { PluginSource } from '../../support/plugin-folder.js';
import type { FaultLimits, PluginFault } from '../catalogue/plugin-fault.js';

/** Milliseconds that a run of a clocked fault may take. */
export const FAULT_TIMEOUT_MS = 1000;

const LIMITS: Readonly<Record<FaultLimits, { readonly timeout_ms: number; readonly memory_mb: number }>> = {
  clocked: { timeout_ms: FAULT_TIMEOUT_MS, memory_mb: 512 },
  ample: { timeout_ms: 20_000, memory_mb: 64 },
  roomy: { timeout_ms: 20_000, memory_mb: 512 },
};

const HELPERS = `
  import childProcess from 'node:child_process';
  import { EventEmitter } from 'node:events';
  import fs from 'node:fs';
  import os from 'node:os';
  import { Worker } from 'node:worker_threads';

  const frame = (kind, header, body = '') => {
    const [text, bytes] = [Buffer.from(header), Buffer.from(body)];
    const prefix = Buffer.alloc(9);
    prefix.writeUInt8(kind, 0);
    prefix.writeUInt32BE(text.length, 1);
    prefix.writeUInt32BE(bytes.length, 5);
    return Buffer.concat([prefix, text, bytes]);
  };
  const write = (bytes) => {
    for (let at = 0; at < bytes.length; ) {
      try { at += fs.writeSync(3, bytes, at); } catch (problem) { if (problem.code !== 'EAGAIN') throw problem; }
    }
  };
  // A module of one function, () => (), of these instructions.
  const wasm = (body) => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0,
    10, body.length + 3, 1, body.length + 1, 0, ...body,
  ]))).exports.f;
`;

/**
 * A plugin that does what its option `fault` names, and answers `{ ok: true }` without it.
 *
 * @param faults all of the same limits
 */
export function faultyPlugin(faults: readonly PluginFault[]): PluginSource {
  const runs = faults.map(
    ({ what, does }) => `${JSON.stringify(what)}: async ({ image, options }, context) => { ${does} },`,
  );
  return {
    manifest: {
      options_schema: {
        type: 'object',
        properties: { fault: { type: 'string' }, port: { type: 'integer' } },
      },
      limits: LIMITS[faults[0]?.limits ?? 'ample'],
    },
    code: `
      ${HELPERS}
      const faults = { ${runs.join('\n')} };
      export default {
        run: (payload, context) => faults[payload.options.fault]?.(payload, context) ?? { ok: true },
      };
    `,
  };
}

/** A plugin beside the faulty ones: its answer tells whether anything of theirs has come over to it. */
export const GOOD_PLUGIN: PluginSource = {
  code: `export default {
    run: () => ({ ok: !('polluted' in {}) && globalThis.kept === undefined && JSON.stringify({}) === '{}' }),
  };`,
};
