import { Injectable } from '@nestjs/common';
import { ExecutionRecorder, type ExecutionListener } from './execution-recorder.js';

/** Tells whoever wants to know of every execution: a log, metrics. None of them is known here. */
@Injectable()
export class ExecutionJournal {
  // Private at run time too: who listens must not get at what is for the gate to tell.
  readonly #recorder: ExecutionRecorder;

  constructor(recorder: ExecutionRecorder) {
    this.#recorder = recorder;
  }

  /** From now on `listener` hears of each execution, once. */
  subscribe(listener: ExecutionListener): void {
    this.#recorder.subscribe(listener);
  }
}
