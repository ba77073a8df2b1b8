import { createHash } from 'node:crypto';

/** Chance that comes out the same for the same seed. */
export class Chance {
  private drawn = 0;
  private block = Buffer.alloc(0);
  private readonly seed: string;

  constructor(seed: string) {
    this.seed = seed;
  }

  /** Zero or more, less than one. */
  fraction(): number {
    const at = (this.drawn++ % 8) * 4;
    if (at === 0) this.block = createHash('sha256').update(`${this.seed} ${this.drawn}`).digest();
    return this.block.readUInt32LE(at) / 2 ** 32;
  }

  /** A whole number, zero or more, less than `limit`. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** @param likely 0 is never, 1 is always */
  happens(likely: number): boolean {
    return this.fraction() < likely;
  }

  oneOf<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }
}
