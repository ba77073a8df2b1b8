import type { WriteStream } from 'node:tty';
import { plainText } from './plain-text.ts';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;
const SECOND_MS = 1000;

/** A terminal, or whatever stands in its place. */
type TerminalLike = Pick<WriteStream, 'write'> & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>;

/** A line that tells what is going on, drawn over itself; on anything but a terminal it says nothing. */
export class ProgressLine {
  private readonly stream: TerminalLike;
  private text = '';
  private frame = 0;
  private startedAt = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(stream: TerminalLike) {
    this.stream = stream;
  }

  /** Begins to tell. */
  start(text: string): void {
    this.text = text;
    if (this.stream.isTTY !== true) return;
    this.startedAt = performance.now();
    this.timer = setInterval(this.draw, FRAME_MS);
    this.draw();
  }

  /** Tells something else. */
  say(text: string): void {
    this.text = text;
  }

  /** Leaves nothing behind. */
  stop(): void {
    if (this.timer === undefined) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.stream.write('\r\u001b[2K');
  }

  private readonly draw = (): void => {
    const seconds = Math.floor((performance.now() - this.startedAt) / SECOND_MS);
    const sign = FRAMES[this.frame++ % FRAMES.length] ?? '';
    const line = `${sign} ${plainText(this.text).replace(/\s+/g, ' ')}${seconds > 0 ? ` (${seconds} s)` : ''}`;
    const { columns = 0 } = this.stream; // some terminals say 0
    this.stream.write(`\r\u001b[2K${columns > 1 ? line.slice(0, columns - 1) : line}`);
  };
}
