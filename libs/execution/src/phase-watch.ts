import {
  EXECUTION_PHASE,
  type ExecutionControl,
  type ExecutionPhase,
  type PhaseTimes,
} from '@gatehouse/contracts';

const { INPUT, QUEUE, RUN } = EXECUTION_PHASE;

/** Measures what an execution spends its time on, from when it is made; one phase at a time, so that none is counted twice. */
export class PhaseWatch {
  private readonly spent = new Map<ExecutionPhase, number>();
  private phase: ExecutionPhase = INPUT;
  private since = performance.now();
  private isStopped = false;

  /** @param onEnter told of each phase as it begins, the first one included */
  constructor(private readonly onEnter: (phase: ExecutionPhase) => void = () => undefined) {
    onEnter(INPUT);
  }

  /** The phase before this one ends here. */
  enter(phase: ExecutionPhase): void {
    this.endPhase(this.phase);
    this.begin(phase);
  }

  /** A control that tells when the plugin begins: until then the execution waits for a process. */
  startedBy(control: ExecutionControl): ExecutionControl {
    this.enter(QUEUE);
    return {
      ...control,
      onStart: () => {
        // Its process died before it began, and another has it now: all that was waiting.
        this.endPhase(QUEUE);
        this.begin(RUN);
        control.onStart?.();
      },
    };
  }

  /** Stops the watch, once. Milliseconds in the plugin; 0 where it never began. */
  stop(): number {
    if (!this.isStopped) this.endPhase(this.phase);
    this.isStopped = true;
    return this.spent.get(RUN) ?? 0;
  }

  /** The times of the phases that are over. */
  get phases(): PhaseTimes {
    return Object.fromEntries(this.spent);
  }

  private begin(phase: ExecutionPhase): void {
    this.phase = phase;
    this.onEnter(phase);
  }

  private endPhase(phase: ExecutionPhase): void {
    const now = performance.now();
    this.spent.set(phase, (this.spent.get(phase) ?? 0) + now - this.since);
    this.since = now;
  }
}
