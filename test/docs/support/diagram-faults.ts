import { arrowPoints } from '../../../scripts/diagrams/arrow-points.ts';
import { boxText } from '../../../scripts/diagrams/box-text.ts';
import type { Box, Diagram, Label, Point } from '../../../scripts/diagrams/diagram.ts';
import { LOOKS } from '../../../scripts/diagrams/looks.ts';
import { textWidth } from '../../../scripts/diagrams/text-width.ts';

/** A part of a page that covers something. */
interface Area {
  readonly what: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What is ugly about a page: text that does not fit its box, and whatever lies across something else. */
export function diagramFaults(diagram: Diagram): string[] {
  const solid = diagram.boxes.filter(({ kind }) => kind !== 'group').map(areaOf);
  const labels = diagram.arrows.flatMap(({ id, label }) =>
    label === undefined ? [] : [labelArea(id, label)],
  );
  const titles = diagram.boxes.filter(({ kind }) => kind === 'group').map(titleArea);
  const strokes = diagram.arrows.map(({ id }) => ({ id, areas: strokesOf(diagram, id) }));
  const page = { what: 'page', left: 0, top: 0, right: diagram.width, bottom: diagram.height };
  return [
    ...diagram.boxes.flatMap(unfitting),
    ...overlaps([...solid, ...labels, ...titles]),
    ...strokes.flatMap(({ areas }) => across(areas, [...solid, ...labels, ...titles])),
    ...strokes.flatMap(({ areas }, index) =>
      strokes.slice(index + 1).flatMap((other) => across(areas, other.areas)),
    ),
    ...diagram.arrows.flatMap(({ id }) => slanting(diagram, id)),
    ...[...diagram.boxes.map(areaOf), ...labels]
      .filter((area) => !isInside(area, page))
      .map(({ what }) => `${what} leaves the page`),
  ];
}

function areaOf({ id, x, y, width, height }: Box): Area {
  return { what: `box ${id}`, left: x, right: x + width, top: y, bottom: y + height };
}

function titleArea({ id, x, y, title }: Box): Area {
  const width = textWidth(title, LOOKS.titleSize, true);
  return { what: `title of ${id}`, left: x + 14, right: x + 14 + width, top: y + 6, bottom: y + 26 };
}

function labelArea(id: string, { x, y, anchor, lines }: Label): Area {
  const width = Math.max(...lines.map((line) => textWidth(line, LOOKS.lineSize)));
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  const bottom = y + (lines.length - 1) * LOOKS.lineHeight + 3;
  return { what: `label of ${id}`, left, right: left + width, top: y - LOOKS.lineSize + 2, bottom };
}

/** The straight parts of an arrow. The first and the last end a little away from the box that they touch. */
function strokesOf(diagram: Diagram, id: string): Area[] {
  const points = pointsOf(diagram, id);
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    const [start, end] = [
      index === 0 ? nearer(from, to) : from,
      index === points.length - 2 ? nearer(to, from) : to,
    ];
    return {
      what: `arrow ${id}`,
      left: Math.min(start.x, end.x),
      right: Math.max(start.x, end.x),
      top: Math.min(start.y, end.y),
      bottom: Math.max(start.y, end.y),
    };
  });
}

const nearer = (from: Point, to: Point): Point => ({
  x: from.x + Math.sign(to.x - from.x),
  y: from.y + Math.sign(to.y - from.y),
});

function pointsOf(diagram: Diagram, id: string): readonly Point[] {
  const arrow = diagram.arrows.find((one) => one.id === id);
  return arrow === undefined ? [] : arrowPoints(diagram, arrow);
}

function slanting(diagram: Diagram, id: string): string[] {
  const points = pointsOf(diagram, id);
  const isStraight = (to: Point, index: number): boolean => {
    const from = points[index] ?? to;
    return Math.abs(to.x - from.x) < 0.6 || Math.abs(to.y - from.y) < 0.6;
  };
  return points.slice(1).every(isStraight) ? [] : [`arrow ${id} slants`];
}

function unfitting(box: Box): string[] {
  const inset = box.kind === 'note' || box.kind === 'group' ? 14 : 6;
  const lines = boxText(box);
  const tooWide = lines.filter(
    ({ text, isTitle }) =>
      textWidth(text, isTitle ? LOOKS.titleSize : LOOKS.lineSize, isTitle) > box.width - 2 * inset,
  );
  const isTooHigh = lines.length * LOOKS.lineHeight + 10 > box.height;
  return [
    ...tooWide.map(({ text }) => `box ${box.id} is too narrow for: ${text}`),
    ...(isTooHigh ? [`box ${box.id} is too low for its text`] : []),
  ];
}

function overlaps(areas: readonly Area[]): string[] {
  return areas.flatMap((area, index) => across([area], areas.slice(index + 1)));
}

function across(areas: readonly Area[], others: readonly Area[]): string[] {
  return areas.flatMap((area) =>
    others.filter((other) => meet(area, other)).map((other) => `${area.what} lies across ${other.what}`),
  );
}

function meet(a: Area, b: Area): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

function isInside(inner: Area, outer: Area): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  );
}
