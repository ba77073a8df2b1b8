import type { ExecutionControl, ExecutionPhase } from '@gatehouse/contracts';
import { context, trace, type Span } from '@opentelemetry/api';
import { noteOutcome } from './note-outcome.js';
import { attributesOf } from './span-facts.js';
import { tracer } from './tracer.js';

/** What the spans of the phases are called. */
const PHASE_NAMES: Readonly<Record<ExecutionPhase, string>> = {
  input: 'validate input',
  decode: 'decode image',
  queue: 'wait for process',
  run: 'run plugin',
  output: 'validate output',
};

/** The span of one execution at the gate, and one within it for each phase. Never throws. */
export class GateSpan {
  private readonly span: Span;
  private phase: Span | null = null;
  private code: string | null = null;

  constructor(plugin: string, control: ExecutionControl) {
    this.span = tracer().startSpan('ToolRunner.run', { attributes: attributesOf({ plugin, ...control }) });
  }

  /** Ends the phase before and begins this one. */
  enter(phase: ExecutionPhase): void {
    if (!this.span.isRecording()) return;
    this.phase?.end();
    this.phase = tracer().startSpan(PHASE_NAMES[phase], {}, trace.setSpan(context.active(), this.span));
  }

  version(version: string): void {
    this.span.setAttribute('gatehouse.plugin.version', version);
  }

  /** It ends with an error, in the phase that it is in. */
  fail(code: string): void {
    this.code = code;
    if (this.phase !== null) noteOutcome(this.phase, code);
  }

  end(): void {
    this.phase?.end();
    noteOutcome(this.span, this.code);
    this.span.end();
  }
}
