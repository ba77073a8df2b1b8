import { LIFECYCLE_STATE, type LifecycleState } from '@gatehouse/contracts';
import { mayStep } from './transition-table.js';

/** Who caused a step. */
export type TransitionActor = 'loader' | 'execution' | 'operator';

/** One step that was taken. */
export interface Transition {
  readonly from: LifecycleState;
  readonly to: LifecycleState;
  readonly at: Date;
  readonly reason: string | null;
  readonly actor: TransitionActor;
}

/** Told of a step that the table does not know; the step is not taken. */
export type IllegalStepHandler = (message: string) => void;

const HISTORY_LENGTH = 100;

/** The state of one plugin and how it came to it. Every change goes through the transition table. */
export class PluginLifecycle {
  private current: LifecycleState = LIFECYCLE_STATE.LOADED;
  private currentReason: string | null = null;
  private readonly steps: Transition[] = [];

  constructor(
    private readonly name: string,
    private readonly onIllegalStep: IllegalStepHandler,
  ) {}

  get state(): LifecycleState {
    return this.current;
  }

  /** Why it is FAILED or UNAVAILABLE; else null. */
  get reason(): string | null {
    return this.currentReason;
  }

  /** The last hundred steps, oldest first; the to and fro of sound executions gives way to what tells more. */
  get history(): readonly Transition[] {
    return this.steps;
  }

  /** Takes a step. To the state it is in already it only changes the reason. */
  step(to: LifecycleState, actor: TransitionActor, reason: string | null = null): void {
    const from = this.current;
    if (from !== to) {
      if (!mayStep(from, to)) {
        this.onIllegalStep(`Plugin ${this.name} cannot go from ${from} to ${to}.`);
        return;
      }
      this.steps.push({ from, to, at: new Date(), reason, actor });
      if (this.steps.length > HISTORY_LENGTH) this.forgetOne();
    }
    this.current = to;
    this.currentReason = to === LIFECYCLE_STATE.FAILED || to === LIFECYCLE_STATE.UNAVAILABLE ? reason : null;
  }

  private forgetOne(): void {
    const routine = this.steps.findIndex(({ actor, reason }) => actor === 'execution' && reason === null);
    this.steps.splice(Math.max(routine, 0), 1);
  }
}
