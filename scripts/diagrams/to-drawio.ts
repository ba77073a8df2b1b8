import { boxText } from './box-text.ts';
import type { Arrow, ArrowEnd, Box, BoxKind, Diagram, Label, Point } from './diagram.ts';
import { escapeXml } from './escape-xml.ts';
import { BOX_COLOURS, LOOKS } from './looks.ts';
import { textWidth } from './text-width.ts';

const {
  text,
  fainterText,
  arrow: arrowColour,
  titleSize,
  lineSize,
  lineHeight,
  headingSize,
  background,
} = LOOKS;

/** Pages as a draw.io file, uncompressed: a page is a `diagram`, and every part of it a cell with an id of its own. */
export function toDrawio(diagrams: readonly Diagram[]): string {
  return [
    `<mxfile host="app.diagrams.net" pages="${diagrams.length}">`,
    ...diagrams.map(page),
    '</mxfile>',
    '',
  ].join('\n');
}

function page(diagram: Diagram): string {
  const { id, title, width, height, boxes, arrows } = diagram;
  return [
    `<diagram id="${id}" name="${escapeXml(title)}">`,
    `<mxGraphModel grid="1" gridSize="10" page="1" pageWidth="${width}" pageHeight="${height}" background="${background}">`,
    '<root>',
    `<mxCell id="${id}/0"/>`,
    `<mxCell id="${id}/1" parent="${id}/0"/>`,
    words(id, 'heading', { x: 24, y: 36, lines: [title], anchor: 'start' }, headingSize, 'fontStyle=1;'),
    ...boxes.map((box) => boxCell(id, box)),
    ...arrows.map((arrow) => arrowCell(id, arrow)),
    ...arrows.flatMap(({ id: arrow, label }) =>
      label === undefined ? [] : [words(id, `${arrow}/label`, label, lineSize)],
    ),
    '</root>',
    '</mxGraphModel>',
    '</diagram>',
  ].join('\n');
}

function boxCell(diagram: string, box: Box): string {
  const { id, x, y, width, height, kind, title } = box;
  const { fill, stroke } = BOX_COLOURS[kind];
  const [, ...lines] = boxText(box);
  const words = [
    `<b style="font-size: ${titleSize}px; color: ${text}">${escapeXml(title)}</b>`,
    ...lines.map((line) => escapeXml(line.text)),
  ].join('<br>');
  const html = `<div style="line-height: ${lineHeight}px">${words}</div>`;
  const style = `rounded=1;absoluteArcSize=1;arcSize=${LOOKS.corner * 2};html=1;whiteSpace=wrap;fillColor=${fill};strokeColor=${stroke};fontColor=${fainterText};fontSize=${lineSize};${alignment(kind)}`;
  return [
    `<mxCell id="${diagram}/${id}" value="${escapeXml(html)}" style="${style}" vertex="1" parent="${diagram}/1">`,
    `<mxGeometry x="${x}" y="${y}" width="${width}" height="${height}" as="geometry"/></mxCell>`,
  ].join('\n');
}

function alignment(kind: BoxKind): string {
  if (kind !== 'group' && kind !== 'note') return '';
  return `align=left;verticalAlign=top;spacingLeft=10;spacingTop=4;${kind === 'group' ? 'dashed=1;' : ''}`;
}

function arrowCell(diagram: string, { id, from, to, turns = [], isAside = false }: Arrow): string {
  const style = `edgeStyle=none;rounded=0;html=1;endArrow=block;endFill=1;strokeColor=${arrowColour};strokeWidth=1.6;${end('exit', from)}${end('entry', to)}${isAside ? 'dashed=1;' : ''}`;
  const points = turns.map(({ x, y }: Point) => `<mxPoint x="${x}" y="${y}"/>`).join('');
  return [
    `<mxCell id="${diagram}/${id}" style="${style}" edge="1" parent="${diagram}/1" source="${diagram}/${from.box}" target="${diagram}/${to.box}">`,
    `<mxGeometry relative="1" as="geometry">${points === '' ? '' : `<Array as="points">${points}</Array>`}</mxGeometry></mxCell>`,
  ].join('\n');
}

function end(which: 'exit' | 'entry', { side, at }: ArrowEnd): string {
  const x = side === 'left' ? 0 : side === 'right' ? 1 : at;
  const y = side === 'top' ? 0 : side === 'bottom' ? 1 : at;
  return `${which}X=${x};${which}Y=${y};${which}Dx=0;${which}Dy=0;`;
}

/** Words that lie on the page by themselves. */
function words(diagram: string, id: string, label: Label, size: number, more = ''): string {
  const { x, y, anchor, lines } = label;
  const width = Math.ceil(Math.max(...lines.map((line) => textWidth(line, size, more !== '')))) + 8;
  const left = anchor === 'start' ? x - 2 : anchor === 'end' ? x - width + 2 : x - width / 2;
  const align = { start: 'left', middle: 'center', end: 'right' }[anchor];
  const height = lines.length * lineHeight;
  return [
    `<mxCell id="${diagram}/${id}" value="${escapeXml(lines.map(escapeXml).join('<br>'))}" style="text;html=1;fillColor=none;strokeColor=none;align=${align};verticalAlign=middle;spacing=0;fontColor=${text};fontSize=${size};${more}" vertex="1" parent="${diagram}/1">`,
    `<mxGeometry x="${left}" y="${y - size}" width="${width}" height="${height}" as="geometry"/></mxCell>`,
  ].join('\n');
}
