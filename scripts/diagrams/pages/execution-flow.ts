import { LAYERS, type Layer } from '../../docs/governance/layers.ts';
import type { Arrow, Box, Diagram } from '../diagram.ts';

const COLUMN = { x: 390, width: 400 };
const CENTRE = COLUMN.x + COLUMN.width / 2;
const FIRST = 152;
const STEP = 110;
const HEIGHT = 72;

const LINES: Readonly<Record<string, readonly string[]>> = {
  AnalysisExecutionController: ['reads the request, shapes the answer'],
  AnalysisExecutionService: ['the façade: now, later, several at once'],
  JobExecutionService: ['PENDING → RUNNING → SUCCESS or FAILED'],
  PluginExecutionService: ['selects the plugin, hands on'],
  ToolRunner: ['validate · run · validate · envelope · count'],
};

const layers: readonly Box[] = LAYERS.map(({ name, file }, index) => ({
  id: name,
  kind: name === 'ToolRunner' ? 'gate' : 'layer',
  ...COLUMN,
  y: FIRST + index * STEP,
  height: HEIGHT,
  title: name,
  lines: [...(LINES[name] ?? []), file],
}));

/** The arrow into a layer, with what is called. */
function into({ name, calledBy }: Layer, index: number): Arrow {
  const above = LAYERS[index - 1]?.name ?? 'client';
  return {
    id: `into-${name}`,
    from: { box: above, side: 'bottom', at: 0.5 },
    to: { box: name, side: 'top', at: 0.5 },
    label: { x: CENTRE + 10, y: FIRST + index * STEP - 15, lines: [calledBy], anchor: 'start' },
  };
}

const row = (index: number): number => FIRST + index * STEP;

/** What a request goes through: each layer once, in one order. */
export const executionFlow: Diagram = {
  id: 'execution-flow',
  title: 'A. Execution flow',
  width: 1180,
  height: 846,
  boxes: [
    { id: 'client', kind: 'outside', x: COLUMN.x, y: 64, width: COLUMN.width, height: 44, title: 'Client' },
    ...layers,
    {
      id: 'images',
      kind: 'store',
      x: 30,
      y: row(1),
      width: 220,
      height: HEIGHT,
      title: 'AnalysisService',
      lines: ['from form, body, base64 or URL', 'libs/images'],
    },
    {
      id: 'jobs',
      kind: 'store',
      x: 30,
      y: row(2),
      width: 220,
      height: HEIGHT,
      title: 'Jobs',
      lines: ['SQLite or PostgreSQL', 'libs/jobs'],
    },
    {
      id: 'worker',
      kind: 'layer',
      x: 30,
      y: row(3),
      width: 220,
      height: HEIGHT,
      title: 'JobWorker',
      lines: ['takes what waits in the queue', 'libs/execution/src/job-worker.ts'],
    },
    {
      id: 'decoder',
      kind: 'outside',
      x: 30,
      y: row(4),
      width: 220,
      height: HEIGHT,
      title: 'Decoder processes',
      lines: ['pixels, within limits', 'libs/images/src/decoding'],
    },
    {
      id: 'registry',
      kind: 'store',
      x: 930,
      y: row(4),
      width: 220,
      height: HEIGHT,
      title: 'PluginRegistry',
      lines: ['state, counts, times, last used', 'libs/plugins/src/registry'],
    },
    {
      id: 'legend',
      kind: 'note',
      x: 930,
      y: row(0),
      width: 220,
      height: HEIGHT,
      title: 'How to read it',
      lines: ['solid: calls, or hands on', 'dashed: is written down'],
    },
    {
      id: 'process',
      kind: 'group',
      x: COLUMN.x,
      y: row(5),
      width: COLUMN.width,
      height: 120,
      title: 'Its own process',
    },
    {
      id: 'plugin',
      kind: 'good',
      x: COLUMN.x + 70,
      y: row(5) + 44,
      width: COLUMN.width - 140,
      height: 56,
      title: 'plugin.run(payload)',
      lines: ['libs/vision, or a folder of yours'],
    },
  ],
  arrows: [
    ...LAYERS.map(into),
    {
      id: 'answer',
      from: { box: 'AnalysisExecutionController', side: 'top', at: 0.2 },
      to: { box: 'client', side: 'bottom', at: 0.2 },
      label: { x: COLUMN.x + 70, y: 134, lines: ['200 or 400'], anchor: 'end' },
    },
    {
      id: 'acquire',
      from: { box: 'AnalysisExecutionService', side: 'left', at: 0.5 },
      to: { box: 'images', side: 'right', at: 0.5 },
      label: { x: 320, y: row(1) + 28, lines: ['acquire'], anchor: 'middle' },
    },
    {
      id: 'record',
      from: { box: 'JobExecutionService', side: 'left', at: 0.25 },
      to: { box: 'jobs', side: 'right', at: 0.25 },
      isAside: true,
      label: { x: 320, y: row(2) + 10, lines: ['each step'], anchor: 'middle' },
    },
    {
      id: 'deliver',
      from: { box: 'jobs', side: 'bottom', at: 0.5 },
      to: { box: 'worker', side: 'top', at: 0.5 },
      label: { x: 150, y: row(3) - 14, lines: ['what was submitted'], anchor: 'start' },
    },
    {
      id: 'work',
      from: { box: 'worker', side: 'right', at: 0.5 },
      to: { box: 'JobExecutionService', side: 'left', at: 0.75 },
      turns: [
        { x: 320, y: row(3) + HEIGHT / 2 },
        { x: 320, y: row(2) + HEIGHT * 0.75 },
      ],
      label: { x: 328, y: row(3) - 14, lines: ['execute'], anchor: 'start' },
    },
    {
      id: 'select',
      from: { box: 'PluginExecutionService', side: 'right', at: 0.5 },
      to: { box: 'registry', side: 'top', at: 0.5 },
      turns: [{ x: 1040, y: row(3) + HEIGHT / 2 }],
      label: { x: 860, y: row(3) + 28, lines: ['has it such a plugin?'], anchor: 'middle' },
    },
    {
      id: 'pixels',
      from: { box: 'ToolRunner', side: 'left', at: 0.5 },
      to: { box: 'decoder', side: 'right', at: 0.5 },
      label: { x: 320, y: row(4) + 28, lines: ['decode'], anchor: 'middle' },
    },
    {
      id: 'count',
      from: { box: 'ToolRunner', side: 'right', at: 0.5 },
      to: { box: 'registry', side: 'left', at: 0.5 },
      isAside: true,
      label: {
        x: 860,
        y: row(4) + 12,
        lines: ['in finally:', 'metrics, state'],
        anchor: 'middle',
      },
    },
    {
      id: 'run',
      from: { box: 'ToolRunner', side: 'bottom', at: 0.4 },
      to: { box: 'plugin', side: 'top', at: 0.3462 },
      label: { x: CENTRE - 50, y: row(5) - 13, lines: ['checked input'], anchor: 'end' },
    },
    {
      id: 'return',
      from: { box: 'plugin', side: 'top', at: 0.6538 },
      to: { box: 'ToolRunner', side: 'bottom', at: 0.6 },
      label: { x: CENTRE + 50, y: row(5) - 13, lines: ['bounded JSON'], anchor: 'start' },
    },
  ],
};
