/** 64 bits as 16 hexadecimal digits, the first bit first. */
export function toHex(bits: readonly boolean[]): string {
  const digits: string[] = [];
  for (let at = 0; at < bits.length; at += 4) {
    const value = bits.slice(at, at + 4).reduce((sum, bit) => 2 * sum + Number(bit), 0);
    digits.push(value.toString(16));
  }
  return digits.join('');
}

/** How many bits of two hexadecimal numbers of equal length differ. */
export function bitsApart(one: string, other: string): number {
  let difference = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let count = 0;
  for (; difference > 0n; difference &= difference - 1n) count++;
  return count;
}
