import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SandboxSpec } from '../sandbox-spec.js';
import { hostMeasures } from './host-measures.js';
import { idleDataSize } from './idle-data-size.js';
import { launchCommand, type LaunchCommand } from './launch-command.js';
import { packageClosure } from './package-closure.js';
import { readableByOthers } from './readable-by-others.js';
import { sandboxUser } from './sandbox-user.js';

const MEGABYTE = 1024 * 1024;
/** What a process maps on top of an idle one before the program has its share: stacks of the thread pool and the like. */
const DATA_HEADROOM = 64 * MEGABYTE;

/** Finds out all that a launch depends on and decides its command. The same for every process of a spec. */
export async function prepareLaunch(spec: SandboxSpec): Promise<LaunchCommand> {
  const [measures, idle] = await Promise.all([hostMeasures(), idleDataSize()]);
  const program = realpathSync(fileURLToPath(spec.program));
  const readPaths = [...new Set([...packageClosure(program), ...spec.readPaths])];
  const node = realpathSync(process.execPath);
  return launchCommand(
    {
      node,
      program,
      readPaths,
      writePaths: spec.writePaths,
      addons: spec.addons,
      network: spec.network,
      memoryMb: spec.memoryMb,
      dataBytes: idle === null ? null : idle + DATA_HEADROOM + spec.memoryMb * MEGABYTE,
      uid: measures.ownUser ? sandboxUser(spec.name) : null,
      readAsOwner: !(readableByOthers(node) && readPaths.every(readableByOthers)),
    },
    measures,
  );
}
