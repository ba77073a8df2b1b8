import type { ErrorCode } from '@gatehouse/errors';

/**
 * What becomes of a hostile image: the code of its refusal, or it is a picture after all and does no harm. `dear`: so
 * costly a picture that it is answered or refused with IMAGE_TOO_COSTLY, as fast as the machine decodes.
 */
export type Outcome = 'survived' | 'dear' | ErrorCode;

/** Makes the file, anew each time. */
export type MakeImage = () => Uint8Array | Promise<Uint8Array>;

/** Hostile images by what they are. The type is the one the sender declares; without it none is declared. */
export type HostileTable = Readonly<
  Record<string, readonly [outcome: Outcome, make: MakeImage, declaredType?: string]>
>;

/** One row of such a table. */
export interface HostileImage {
  readonly what: string;
  readonly outcome: Outcome;
  readonly make: MakeImage;
  readonly declaredType: string | null;
}

/** The rows of a table. */
export function hostileImages(table: HostileTable): HostileImage[] {
  return Object.entries(table).map(([what, [outcome, make, declaredType = null]]) => ({
    what,
    outcome,
    make,
    declaredType,
  }));
}
