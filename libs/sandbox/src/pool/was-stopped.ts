import { SANDBOX_FAILURE, SandboxFailure } from '../sandbox-failure.js';

/** What those are told who ask something of a pool that was closed. */
export function wasStopped(name: string): SandboxFailure {
  return new SandboxFailure(SANDBOX_FAILURE.CLOSED, `${name} was stopped`);
}
