import type { ErrorEnvelope } from '@gatehouse/contracts';

/** Carries a finished envelope to the edge, of a failure that was told to the log already, as the gate tells those of executions. */
export class EnvelopeError extends Error {
  constructor(readonly envelope: ErrorEnvelope) {
    super(envelope.message);
    this.name = 'EnvelopeError';
  }
}
