import type { JsonObject } from '@gatehouse/contracts';
import type { SandboxLog } from '../sandbox-spec.js';
import type { CallContext } from './call-context.js';

/** What a program gives back for a call. */
export interface ProgramReply {
  readonly header: JsonObject;
  readonly body?: Uint8Array;
}

/** The code that a sandbox runs. */
export interface SandboxProgram {
  /** Runs once, before the first call. */
  initialize(argument: JsonObject, log: SandboxLog): Promise<void>;
  call(header: JsonObject, body: Uint8Array, context: CallContext): Promise<ProgramReply>;
  /** Runs before a process that is not needed any more ends; it has half a second. */
  dispose?(): Promise<void>;
}
