import type { ErrorEnvelope } from '@gatehouse/contracts';

/** Carries a finished envelope to the edge: the failure of an execution, already wrapped and logged by the gate. */
export class EnvelopeError extends Error {
  constructor(readonly envelope: ErrorEnvelope) {
    super(envelope.message);
    this.name = 'EnvelopeError';
  }
}
