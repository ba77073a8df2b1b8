import type { Diagram } from './diagram.ts';
import { errorFlow } from './pages/error-flow.ts';
import { executionFlow } from './pages/execution-flow.ts';
import { jobLifecycle } from './pages/job-lifecycle.ts';
import { registryStates } from './pages/registry-states.ts';
import { scannerEnforcement } from './pages/scanner-enforcement.ts';

/** The pages of docs/design/execution-architecture.drawio, in their order. */
export const ALL_DIAGRAMS: readonly Diagram[] = [
  executionFlow,
  jobLifecycle,
  registryStates,
  errorFlow,
  scannerEnforcement,
];
