export { builtProgram } from './built-program.js';
export { hostMeasures, missingMeasures, type HostMeasures } from './hardening/host-measures.js';
export { packageClosure } from './hardening/package-closure.js';
export { ProcessBudget } from './pool/process-budget.js';
export { SandboxPool, type SandboxPoolStats } from './pool/sandbox-pool.js';
export { toBoundedJson, type JsonLimits } from './program/bounded-json.js';
export {
  serveSandbox,
  type CallContext,
  type ProgramReply,
  type SandboxProgram,
} from './program/serve-sandbox.js';
export { SANDBOX_FAILURE, SandboxFailure, type SandboxFailureKind } from './sandbox-failure.js';
export type { SandboxCall, SandboxLog, SandboxLogLevel, SandboxReply, SandboxSpec } from './sandbox-spec.js';
