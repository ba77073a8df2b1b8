/** A duration as it goes on the wire: to the microsecond (of milliseconds), without the noise of the clock. */
export function toWireNumber<Value extends number | null>(value: Value): Value;
export function toWireNumber(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000;
}
