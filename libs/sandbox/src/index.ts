export type { SandboxSpec, SandboxCall, SandboxReply, SandboxLogLevel } from './sandbox-spec.js';
export { SANDBOX_FAILURE, SandboxFailure, type SandboxFailureKind } from './sandbox-failure.js';
