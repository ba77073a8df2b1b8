/** What a box stands for; it decides the box's looks. */
export type BoxKind = 'layer' | 'gate' | 'store' | 'outside' | 'state' | 'good' | 'bad' | 'note' | 'group';

/** A point, in pixels from the upper left corner of the page. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box with a title, and lines of smaller text below it. A `group` is a frame around other boxes, titled at its top. */
export interface Box extends Point {
  readonly id: string;
  readonly kind: BoxKind;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly lines?: readonly string[];
}

/** A side of a box. */
export type Side = 'left' | 'right' | 'top' | 'bottom';

/** Where an arrow touches a box: a side, and how far along it, 0 to 1 from the left or from the top. */
export interface ArrowEnd {
  readonly box: string;
  readonly side: Side;
  readonly at: number;
}

/** Words beside an arrow. */
export interface Label extends Point {
  readonly lines: readonly string[];
  /** Where in its lines `x` is; `y` is always the base line of the first. */
  readonly anchor: 'start' | 'middle' | 'end';
}

/** An arrow from box to box, which only goes straight across or straight down and up. */
export interface Arrow {
  readonly id: string;
  readonly from: ArrowEnd;
  readonly to: ArrowEnd;
  /** Where it turns. */
  readonly turns?: readonly Point[];
  readonly label?: Label;
  /** Drawn dashed: what is told or written, as opposed to what is called. */
  readonly isAside?: boolean;
}

/** One page of drawings. Later boxes lie over earlier ones. */
export interface Diagram {
  /** Names its SVG, and starts the ids of its parts. */
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}
