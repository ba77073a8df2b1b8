import type { BoxKind } from './diagram.ts';

/** The colours of a kind of box, as CSS has them. */
export interface BoxColours {
  readonly fill: string;
  readonly stroke: string;
}

/** What all pages look like. The page has a background of its own: it is read on light and on dark ones. */
export const LOOKS = Object.freeze({
  background: '#fbfbfd',
  text: '#1c2733',
  fainterText: '#4a5866',
  arrow: '#48586b',
  font: 'Helvetica, Arial, sans-serif',
  titleSize: 14,
  lineSize: 12,
  headingSize: 18,
  /** From base line to base line. */
  lineHeight: 16,
  corner: 8,
});

/** How each kind of box is coloured. */
export const BOX_COLOURS: Readonly<Record<BoxKind, BoxColours>> = Object.freeze({
  layer: { fill: '#e4eefc', stroke: '#3b6fb6' },
  gate: { fill: '#ffe9c7', stroke: '#b86e00' },
  store: { fill: '#ece6f8', stroke: '#6b4fa8' },
  outside: { fill: '#eef0f3', stroke: '#68788a' },
  state: { fill: '#e4eefc', stroke: '#3b6fb6' },
  good: { fill: '#dff3e4', stroke: '#2c7a44' },
  bad: { fill: '#fde4e1', stroke: '#b3372a' },
  note: { fill: '#ffffff', stroke: '#c3ccd6' },
  group: { fill: '#f3f5f9', stroke: '#9aa8b8' },
});
