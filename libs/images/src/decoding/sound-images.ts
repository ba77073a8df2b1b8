/** A few dozen kilobytes in all. */
const MAX_REMEMBERED = 1024;

/**
 * Remembers which images were found to decode: the same picture is often sent to one plugin after another. Of each
 * length the last one, so that a digest is waited for only where it may help. Only good findings are kept; a bad one
 * may have had to do with the moment.
 */
export class SoundImages {
  /** Digests by the length of their images, those longest not met first. */
  private readonly digests = new Map<number, string>();

  /** @param digest is asked for only where an image of that length is remembered */
  async has(length: number, digest: () => Promise<string>): Promise<boolean> {
    const remembered = this.digests.get(length);
    const known = remembered !== undefined && (await digest()) === remembered;
    if (known) this.add(length, remembered);
    return known;
  }

  add(length: number, digest: string): void {
    this.digests.delete(length);
    this.digests.set(length, digest);
    const [oldest] = this.digests.keys();
    if (this.digests.size > MAX_REMEMBERED && oldest !== undefined) this.digests.delete(oldest);
  }
}
