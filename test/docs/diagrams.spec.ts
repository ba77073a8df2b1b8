import { readdirSync, readFileSync } from 'node:fs';
import { JOB_STATUS, LIFECYCLE_STATE } from '@gatehouse/contracts';
import { ALL_DIAGRAMS } from '../../scripts/diagrams/all-diagrams.ts';
import { ALL_DRAWINGS } from '../../scripts/diagrams/all-drawings.ts';
import type { Diagram } from '../../scripts/diagrams/diagram.ts';
import { stepArrows } from '../../scripts/diagrams/step-arrows.ts';
import { toDrawio } from '../../scripts/diagrams/to-drawio.ts';
import { toSvg } from '../../scripts/diagrams/to-svg.ts';
import { allRules } from '../../scripts/scanner/rules/all-rules.ts';
import { diagramFaults } from './support/diagram-faults.js';
import { readXml, type XmlElement } from './support/read-xml.js';

const FOLDER = new URL('../../docs/design/', import.meta.url);
const file = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

const page = (id: string): Diagram | undefined => ALL_DIAGRAMS.find((diagram) => diagram.id === id);
const boxesOf = (id: string): string[] => page(id)?.boxes.map((box) => box.id) ?? [];

describe('docs/design/execution-architecture.drawio [DOC-02]', () => {
  const drawio = file('execution-architecture.drawio');
  const elements = readXml(drawio);
  const cells = elements.filter(({ name }) => name === 'mxCell');
  const value = ({ attributes }: XmlElement, name: string): string => attributes.get(name) ?? '';

  it('is what the code goes by, as are the drawings beside it', () => {
    expect(drawio).toBe(toDrawio(ALL_DIAGRAMS));
    const drawings = ALL_DRAWINGS.map((diagram) => [`${diagram.id}.svg`, toSvg(diagram)]);
    const found = readdirSync(FOLDER).filter((name) => name.endsWith('.svg'));
    expect(found.map((name) => [name, file(name)])).toEqual(drawings.sort());
  });

  it('has the five pages that are demanded', () => {
    const pages = elements.filter(({ name }) => name === 'diagram');
    expect(pages.map((one) => value(one, 'name'))).toEqual([
      'A. Execution flow',
      'B. Job lifecycle',
      'C. Registry states',
      'D. Error envelope flow',
      'E. Scanner enforcement',
    ]);
  });

  it('gives every part an id of its own, in a layer that is there', () => {
    const ids = cells.map((cell) => value(cell, 'id'));
    expect(ids.filter((id, index) => id === '' || ids.indexOf(id) !== index)).toEqual([]);
    const parents = cells.flatMap(({ attributes }) => attributes.get('parent') ?? []);
    expect(parents.filter((parent) => !ids.includes(parent))).toEqual([]);
  });

  it('leads every arrow from a box of its page to another', () => {
    const edges = cells.filter((cell) => value(cell, 'edge') === '1');
    expect(edges).toHaveLength(ALL_DIAGRAMS.flatMap(({ arrows }) => arrows).length);
    const boxes = new Set(
      cells.filter((cell) => value(cell, 'vertex') === '1').map((cell) => value(cell, 'id')),
    );
    const pageOf = (id: string): string => id.split('/')[0] ?? '';
    const loose = edges.filter((edge) => {
      const [source, target] = [value(edge, 'source'), value(edge, 'target')];
      return (
        !boxes.has(source) || !boxes.has(target) || source === target || pageOf(source) !== pageOf(target)
      );
    });
    expect(loose).toEqual([]);
  });
});

describe('the drawings', () => {
  it.each(ALL_DRAWINGS.map((diagram) => [diagram.id, diagram] as const))(
    '%s: text fits its box, and nothing lies across anything',
    (_, diagram) => {
      expect(diagramFaults(diagram)).toEqual([]);
    },
  );

  it.each(ALL_DRAWINGS.map(({ id }) => [id]))(
    '%s.svg is well-formed, and reaches for nothing outside',
    (id) => {
      const svg = file(`${id}.svg`);
      expect(readXml(svg)[0]?.name).toBe('svg');
      expect(svg).not.toMatch(/<(script|style|image|foreignObject)|href|url\((?!#)/);
    },
  );

  it('show each layer, each state and each rule that there is', () => {
    expect(boxesOf('execution-flow').slice(0, 6)).toEqual([
      'client',
      'AnalysisExecutionController',
      'AnalysisExecutionService',
      'JobExecutionService',
      'PluginExecutionService',
      'ToolRunner',
    ]);
    expect(boxesOf('job-lifecycle')).toEqual(expect.arrayContaining(Object.keys(JOB_STATUS)));
    expect(boxesOf('registry-states')).toEqual(expect.arrayContaining(Object.keys(LIFECYCLE_STATE)));
    const rules = page('scanner-enforcement')?.boxes.find(({ id }) => id === 'rules')?.lines ?? [];
    expect(rules.map((line) => line.slice(0, 6))).toEqual(allRules.map(({ id }) => id));
  });

  it('of states have an arrow for each step, and for no other', () => {
    const arrow = (from: string, to: string): Parameters<typeof stepArrows>[1][number] => ({
      id: `${from}-${to}`,
      steps: [[from, to]],
      from: { box: from, side: 'right', at: 0.5 },
      to: { box: to, side: 'left', at: 0.5 },
    });
    const table = { A: ['B', 'C'], B: [] };
    expect(stepArrows(table, [arrow('A', 'B'), arrow('A', 'C')]).map(({ id }) => id)).toEqual(['A-B', 'A-C']);
    expect(() => stepArrows(table, [arrow('A', 'B')])).toThrow('Not drawn: A → C');
    expect(() => stepArrows(table, [arrow('A', 'B'), arrow('A', 'C'), arrow('B', 'C')])).toThrow(
      'no step: B → C',
    );
  });
});

describe('what is ugly', () => {
  const plain = { kind: 'state', width: 100, height: 60, title: 'A' } as const;
  const good: Diagram = {
    id: 'good',
    title: 'Good',
    width: 400,
    height: 200,
    boxes: [
      { ...plain, id: 'a', x: 10, y: 60 },
      { ...plain, id: 'b', x: 290, y: 60 },
    ],
    arrows: [
      {
        id: 'ab',
        from: { box: 'a', side: 'right', at: 0.5 },
        to: { box: 'b', side: 'left', at: 0.5 },
        label: { x: 200, y: 80, lines: ['goes'], anchor: 'middle' },
      },
    ],
  };
  const [ab] = good.arrows;

  it.each<[string, Partial<Diagram>, string]>([
    [
      'a box in the way',
      { boxes: [...good.boxes, { ...plain, id: 'c', x: 150, y: 84 }] },
      'arrow ab lies across box c',
    ],
    [
      'boxes on one another',
      { boxes: [...good.boxes, { ...plain, id: 'c', x: 60, y: 100 }] },
      'box a lies across box c',
    ],
    [
      'words on an arrow',
      { arrows: ab ? [{ ...ab, label: { x: 200, y: 92, lines: ['goes'], anchor: 'middle' } }] : [] },
      'arrow ab lies across label of ab',
    ],
    ['a slanting arrow', { arrows: ab ? [{ ...ab, to: { ...ab.to, at: 0.9 } }] : [] }, 'arrow ab slants'],
    [
      'text wider than its box',
      { boxes: good.boxes.map((box) => ({ ...box, title: 'a title that is far too long' })) },
      'box a is too narrow for: a title that is far too long',
    ],
    [
      'text higher than its box',
      { boxes: good.boxes.map((box) => ({ ...box, lines: ['1', '2', '3'] })) },
      'box a is too low for its text',
    ],
    ['a page too small', { width: 380 }, 'box b leaves the page'],
  ])('is seen: %s', (_, change, fault) => {
    expect(diagramFaults(good)).toEqual([]);
    expect(diagramFaults({ ...good, ...change })).toContain(fault);
  });
});

describe('what is no XML', () => {
  it.each([
    '<a><b></a></b>',
    '<a>',
    '<a/><b/>',
    '<a b="<"/>',
    '<a b="&x;"/>',
    '<a>&</a>',
    '<a b="1" b="2"/>',
    'a',
    '<a b=1/>',
  ])('%s is refused', (text) => {
    expect(() => readXml(text)).toThrow(/./);
  });
});
