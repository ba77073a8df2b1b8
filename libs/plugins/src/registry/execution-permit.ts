/**
 * The right to run plugins of one registry. It is an object and nothing else: who does not hold the very one
 * that the registry gave out cannot make another.
 */
export interface ExecutionPermit {
  readonly [permitBrand]: true;
}

declare const permitBrand: unique symbol;

/** Makes a permit; only a registry does. */
export function createExecutionPermit(): ExecutionPermit {
  return Object.freeze(Object.create(null)) as ExecutionPermit; // the brand exists for the compiler alone
}
