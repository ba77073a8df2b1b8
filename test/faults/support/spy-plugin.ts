import type { PluginSource } from '../../support/plugin-folder.js';

/** A plugin that tries what it is told: its option is a function body that gets `target`. */
export const SPY: PluginSource & { readonly code: string } = {
  manifest: {
    options_schema: { properties: { code: { type: 'string' }, target: { type: ['string', 'integer'] } } },
  },
  code: `
    import fs from 'node:fs';
    import net from 'node:net';
    import os from 'node:os';
    const Attempt = (async () => undefined).constructor;
    const kept = 'a secret of this plugin';
    export default {
      async run({ options: { code, target } }) {
        try {
          return { did: String(await new Attempt('fs', 'net', 'os', 'target', code)(fs, net, os, target)) };
        } catch (problem) {
          return { refused: String(problem.code ?? problem.message) };
        }
      },
    };`,
};

/** Bodies for the spy. */
export const READ = `return fs.readFileSync(target).length`;
export const LIST = `return fs.readdirSync(target).length`;
export const WRITE = `fs.writeFileSync(target, '0'); return 'wrote'`;

/** An attempt: the body for the spy, and its target. */
export type Attempt = readonly [code: string, target: string | number];

/** What is tried against another process. */
export function attemptsAgainst(pid: number): Readonly<Record<string, Attempt>> {
  return {
    'reads its memory': [READ, `/proc/${pid}/mem`],
    'maps its memory': [READ, `/proc/${pid}/maps`],
    'writes its memory': [WRITE, `/proc/${pid}/mem`],
    'reads its environment': [READ, `/proc/${pid}/environ`],
    'reads its command line': [READ, `/proc/${pid}/cmdline`],
    'lists its descriptors': [LIST, `/proc/${pid}/fd`],
    'walks through its root': [LIST, `/proc/${pid}/root/`],
    'gives it to the kernel to kill': [WRITE, `/proc/${pid}/oom_score_adj`],
    'kills it': [`return process.kill(target, 'SIGKILL')`, pid],
    'kills it by the back door': [`return process._kill(target, 9)`, pid],
    'opens its inspector': [`return process._debugProcess(target)`, pid],
    'slows it down': [`return os.setPriority(target, 19)`, pid],
  };
}
