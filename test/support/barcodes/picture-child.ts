// Makes the pictures it is asked for: one message in, one message out.
import type { SampleFormat } from './sample-content.ts';
import type { ShootingCondition } from './shooting-conditions.ts';
import { takePicture } from './take-picture.ts';

interface Order {
  readonly format: SampleFormat;
  readonly condition: ShootingCondition;
  readonly seed: number;
}

process.on('message', ({ format, condition, seed }: Order) => {
  void takePicture(format, condition, seed).then((picture) => process.send?.(picture));
});
