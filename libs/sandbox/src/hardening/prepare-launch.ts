import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SandboxSpec } from '../sandbox-spec.js';
import { hostMeasures } from './host-measures.js';
import { idleDataSize } from './idle-data-size.js';
import { launchCommand, type LaunchCommand } from './launch-command.js';
import { packageClosure } from './package-closure.js';
import { decideUser } from './privileges.js';
import { readableByOthers } from './readable-by-others.js';
import { measuresOf, type SandboxMeasures } from './sandbox-measures.js';
import { sandboxUser, usersHere } from './sandbox-user.js';

const MEGABYTE = 1024 * 1024;
/** What a process maps on top of an idle one before the program has its share: stacks of the thread pool and the like. */
const DATA_HEADROOM = 64 * MEGABYTE;

/** How the processes of a spec are launched, and what that holds them to. */
export interface Launch {
  readonly command: LaunchCommand;
  readonly measures: SandboxMeasures;
}

/** Finds out all that a launch depends on and decides its command. The same for every process of a spec. */
export async function prepareLaunch(spec: SandboxSpec): Promise<Launch> {
  const [host, idle] = await Promise.all([hostMeasures(), idleDataSize()]);
  const program = realpathSync(fileURLToPath(spec.program));
  const readPaths = [...new Set([...packageClosure(program), ...spec.readPaths])];
  const node = realpathSync(process.execPath);
  const isPrivate = ![node, ...readPaths].every(readableByOthers);
  const user = decideUser(sandboxUser(spec.owner, spec.name, usersHere()), isPrivate, host);
  const { writePaths, addons, network, memoryMb } = spec;
  const dataBytes = idle === null ? null : idle + DATA_HEADROOM + memoryMb * MEGABYTE;
  const held = { node, program, readPaths, writePaths, addons, network, memoryMb, dataBytes };
  return { command: launchCommand({ ...held, ...user }, host), measures: measuresOf(spec, host, user) };
}
