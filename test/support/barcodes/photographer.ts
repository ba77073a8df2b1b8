import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SampleFormat } from './sample-content.ts';
import type { ShootingCondition } from './shooting-conditions.ts';
import type { BarcodePicture } from './take-picture.ts';

/**
 * Takes pictures in a process of its own: inside Jest each mention of `Math` is looked up in the test's own realm, which
 * makes loops over pixels a hundred times slower.
 */
export class Photographer {
  private readonly child: ChildProcess = fork(fileURLToPath(new URL('./picture-child.ts', import.meta.url)), {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });

  /** As `takePicture`. */
  async take(format: SampleFormat, condition: ShootingCondition, seed: number): Promise<BarcodePicture> {
    this.child.send({ format, condition, seed });
    const [picture] = (await once(this.child, 'message')) as [BarcodePicture]; // what picture-child.ts sends
    return { ...picture, jpeg: Buffer.from(picture.jpeg) };
  }

  /** Ends the process. */
  close(): void {
    this.child.kill('SIGKILL');
  }
}
