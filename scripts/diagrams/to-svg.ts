import { arrowPoints } from './arrow-points.ts';
import { boxText, type TextLine } from './box-text.ts';
import type { Arrow, Box, Diagram, Label, Point } from './diagram.ts';
import { escapeXml } from './escape-xml.ts';
import { BOX_COLOURS, LOOKS } from './looks.ts';

const { background, text, fainterText, arrow: arrowColour, font, titleSize, lineSize, headingSize } = LOOKS;

/** A page as an SVG that needs nothing else: no style sheet, no script, no font of its own. */
export function toSvg(diagram: Diagram): string {
  const { id, title, width, height, boxes, arrows } = diagram;
  const isFrame = ({ kind }: Box): boolean => kind === 'group';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
    `  font-family="${font}" role="img" aria-labelledby="${id}-title">`,
    `<title id="${id}-title">${escapeXml(title)}</title>`,
    `<defs><marker id="${id}-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">`,
    `<path d="M0 0 10 5 0 10z" fill="${arrowColour}"/></marker></defs>`,
    `<rect width="${width}" height="${height}" rx="10" fill="${background}"/>`,
    `<text x="24" y="36" font-size="${headingSize}" font-weight="bold" fill="${text}">${escapeXml(title)}</text>`,
    ...boxes.filter(isFrame).map(drawBox),
    ...arrows.map((arrow) => drawArrow(diagram, arrow)),
    ...boxes.filter((box) => !isFrame(box)).map(drawBox),
    ...arrows.flatMap(({ label }) => (label === undefined ? [] : drawLabel(label))),
    '</svg>',
    '',
  ].join('\n');
}

function drawBox(box: Box): string {
  const { x, y, width, height, kind } = box;
  const { fill, stroke } = BOX_COLOURS[kind];
  const dash = kind === 'group' ? ' stroke-dasharray="6 4"' : '';
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${LOOKS.corner}" fill="${fill}" stroke="${stroke}" stroke-width="1.5"${dash}/>`,
    ...boxText(box).map(drawLine),
  ].join('\n');
}

function drawLine({ text: words, x, y, anchor, isTitle }: TextLine): string {
  const size = isTitle ? `${titleSize}" font-weight="bold` : String(lineSize);
  return `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}" fill="${isTitle ? text : fainterText}">${escapeXml(words)}</text>`;
}

function drawArrow(diagram: Diagram, arrow: Arrow): string {
  const points = arrowPoints(diagram, arrow)
    .map(({ x, y }: Point) => `${x},${y}`)
    .join(' ');
  const dash = arrow.isAside === true ? ' stroke-dasharray="5 4"' : '';
  return `<polyline points="${points}" fill="none" stroke="${arrowColour}" stroke-width="1.6"${dash} marker-end="url(#${diagram.id}-head)"/>`;
}

function drawLabel({ x, y, anchor, lines }: Label): string[] {
  return lines.map(
    (line, index) =>
      `<text x="${x}" y="${y + index * LOOKS.lineHeight}" font-size="${lineSize}" text-anchor="${anchor}" fill="${text}">${escapeXml(line)}</text>`,
  );
}
