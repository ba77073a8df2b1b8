/** `instanceof` for what strangers throw: a proxy may throw when it is asked for its class, and is then of none. */
export function isInstance<Instance>(
  thrown: unknown,
  constructor: abstract new (...args: never[]) => Instance,
): thrown is Instance {
  try {
    return thrown instanceof constructor;
  } catch {
    return false;
  }
}
