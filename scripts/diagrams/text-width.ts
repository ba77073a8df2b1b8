/** Of what part of their size characters are wide, in the widest of the usual sans serif fonts. */
const WIDTHS: Readonly<Record<string, number>> = {
  narrow: 0.36,
  capital: 0.74,
  wide: 0.97,
  other: 0.62,
};

/** About how wide a line is, in pixels; rather too wide than too narrow. */
export function textWidth(text: string, size: number, isBold = false): number {
  const widths = Array.from(text, (character) => WIDTHS[classOf(character)] ?? 0);
  return widths.reduce((sum, width) => sum + width, 0) * size * (isBold ? 1.13 : 1);
}

function classOf(character: string): string {
  if (/[ijlftI.,:;'’|()[\]/ -]/.test(character)) return 'narrow';
  if (/[MWmw→]/.test(character)) return 'wide';
  return /[A-Z_&]/.test(character) ? 'capital' : 'other';
}
