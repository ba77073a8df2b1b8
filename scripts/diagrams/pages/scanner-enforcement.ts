import { workflowSteps } from '../../docs/governance/workflow-steps.ts';
import { allRules } from '../../scanner/rules/all-rules.ts';
import type { Diagram } from '../diagram.ts';
import { LOOKS } from '../looks.ts';

const Y = 90;
const HEIGHT = 84;
const NOTES = 272;
const RULES = allRules.map(({ id, statement }) => `${id}  ${statement}`);
const STEPS = workflowSteps().map(({ name }, index) => `${index + 1}. ${name}`);
/** Both notes are as high as the longer one has to be: rules and steps come and go. */
const NOTE_HEIGHT = (Math.max(RULES.length, STEPS.length) + 1) * LOOKS.lineHeight + 20;

/** What a change passes before it is merged. */
export const scannerEnforcement: Diagram = {
  id: 'scanner-enforcement',
  title: 'E. Scanner enforcement',
  width: 1180,
  height: NOTES + NOTE_HEIGHT + 24,
  boxes: [
    {
      id: 'developer',
      kind: 'outside',
      x: 30,
      y: Y,
      width: 130,
      height: HEIGHT,
      title: 'Developer',
      lines: ['changes', 'something'],
    },
    {
      id: 'code',
      kind: 'layer',
      x: 270,
      y: Y,
      width: 130,
      height: HEIGHT,
      title: 'Code',
      lines: ['apps, libs,', 'scripts'],
    },
    {
      id: 'scanner',
      kind: 'gate',
      x: 510,
      y: Y,
      width: 190,
      height: HEIGHT,
      title: 'Scanner',
      lines: ['npm run scan,', 'also in the hook of git'],
    },
    {
      id: 'ci',
      kind: 'gate',
      x: 810,
      y: Y,
      width: 170,
      height: HEIGHT,
      title: 'CI',
      lines: ['execution-ci.yml,', 'scanner first'],
    },
    {
      id: 'merge',
      kind: 'good',
      x: 1060,
      y: Y,
      width: 90,
      height: HEIGHT,
      title: 'Merge',
    },
    {
      id: 'rules',
      kind: 'note',
      x: 30,
      y: NOTES,
      width: 820,
      height: NOTE_HEIGHT,
      title: 'What the scanner holds; who breaks it is told why, and what to do instead',
      lines: RULES,
    },
    {
      id: 'steps',
      kind: 'note',
      x: 870,
      y: NOTES,
      width: 280,
      height: NOTE_HEIGHT,
      title: 'CI runs all, whatever failed',
      lines: STEPS,
    },
  ],
  arrows: [
    {
      id: 'writes',
      from: { box: 'developer', side: 'right', at: 0.5 },
      to: { box: 'code', side: 'left', at: 0.5 },
      label: { x: 213, y: Y + 34, lines: ['writes'], anchor: 'middle' },
    },
    {
      id: 'is-scanned',
      from: { box: 'code', side: 'right', at: 0.5 },
      to: { box: 'scanner', side: 'left', at: 0.5 },
      label: { x: 453, y: Y + 34, lines: ['is judged'], anchor: 'middle' },
    },
    {
      id: 'is-refused',
      from: { box: 'scanner', side: 'bottom', at: 0.5 },
      to: { box: 'code', side: 'bottom', at: 0.7 },
      turns: [
        { x: 605, y: Y + 122 },
        { x: 361, y: Y + 122 },
      ],
      label: { x: 480, y: Y + 114, lines: ['exit 1: rule, place, why'], anchor: 'middle' },
    },
    {
      id: 'is-pushed',
      from: { box: 'scanner', side: 'right', at: 0.5 },
      to: { box: 'ci', side: 'left', at: 0.5 },
      label: { x: 753, y: Y + 34, lines: ['exit 0, push'], anchor: 'middle' },
    },
    {
      id: 'is-red',
      from: { box: 'ci', side: 'bottom', at: 0.5 },
      to: { box: 'code', side: 'bottom', at: 0.3 },
      turns: [
        { x: 895, y: Y + 156 },
        { x: 309, y: Y + 156 },
      ],
      label: { x: 750, y: Y + 148, lines: ['red: not merged'], anchor: 'middle' },
    },
    {
      id: 'is-merged',
      from: { box: 'ci', side: 'right', at: 0.5 },
      to: { box: 'merge', side: 'left', at: 0.5 },
      label: { x: 1018, y: Y + 34, lines: ['green'], anchor: 'middle' },
    },
  ],
};
