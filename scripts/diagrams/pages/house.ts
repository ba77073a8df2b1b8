import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Arrow, Box, Diagram } from '../diagram.ts';

/** A floor of the house: what lies in one layer of imports. */
interface Floor {
  readonly title: string;
  /** The folders in it, each with a few words. */
  readonly rooms: Readonly<Record<string, string>>;
}

/** From the roof down, in the order of the layers in .dependency-cruiser.mjs. */
const FLOORS: readonly Floor[] = [
  {
    title: 'Applications',
    rooms: { 'apps/server': 'HTTP in, wiring out', 'apps/worker': 'the same gate, without HTTP' },
  },
  {
    title: 'For the tests of plugins',
    rooms: { 'libs/plugin-testkit': 'takes a plugin through the real path' },
  },
  {
    title: 'The governed path, its edge, its doorkeeper, its observer',
    rooms: {
      'libs/execution': 'ToolRunner: the gate',
      'libs/http-edge': 'whole 200s and 400s',
      'libs/auth': 'keys, roles, limits',
      'libs/observability': 'log, metrics, traces',
    },
  },
  {
    title: 'What the path is built on',
    rooms: {
      'libs/plugins': 'registry, states, hosts',
      'libs/jobs': 'records, queue, history',
      'libs/images': 'acquire, inspect, decode',
    },
  },
  {
    title: 'The ways to a shared database, and to a collector of traces',
    rooms: { 'libs/postgres': 'pool, migrations', 'libs/otlp': 'sends traces; may be left out' },
  },
  {
    title: 'The ground',
    rooms: { 'libs/sandbox': 'hardened processes', 'libs/config': 'settings, checked at the start' },
  },
  { title: 'The error catalogue', rooms: { 'libs/errors': 'codes, envelope, filter' } },
  { title: 'The shared shapes', rooms: { 'libs/contracts': 'states, payload, outcome' } },
];

const LEFT = 30;
const WIDTH = 730;
const TOP = 64;
const HEIGHT = 104;
const STEP = 128;
const GAP = 14;
const ROOM = { top: 34, height: 56, widest: 300 };
const BESIDE = { x: 870, width: 436 };
const VISION = fileURLToPath(new URL('../../../libs/vision/', import.meta.url));
const SHIPPED = globSync('*/plugin.json', { cwd: VISION }).map(dirname).sort();
/** Of the plugins that ship, so many stand beside one another, in two rows. */
const ABREAST = Math.max(4, Math.ceil(SHIPPED.length / 2));
const PLUGIN = { width: Math.floor((BESIDE.width - 14) / ABREAST) - 6, height: 28, gap: 6 };

const floorTop = (floor: number): number => TOP + floor * STEP;

function drawFloor({ title, rooms }: Floor, floor: number): Box[] {
  const entries = Object.entries(rooms);
  const room = Math.min(ROOM.widest, (WIDTH - GAP * (entries.length + 1)) / entries.length);
  const used = entries.length * (room + GAP) - GAP;
  const frame = { x: LEFT, y: floorTop(floor), width: WIDTH, height: HEIGHT };
  return [
    { id: `floor-${floor}`, kind: 'group', ...frame, title },
    ...entries.map(([folder, words], index): Box => ({
      id: folder,
      kind: folder === 'libs/execution' ? 'gate' : 'layer',
      x: LEFT + (WIDTH - used) / 2 + index * (room + GAP),
      y: floorTop(floor) + ROOM.top,
      width: room,
      height: ROOM.height,
      title: folder,
      lines: [words],
    })),
  ];
}

const stairs: readonly Arrow[] = FLOORS.slice(1).map((_, index) => ({
  id: `stairs-${index}`,
  from: { box: `floor-${index}`, side: 'bottom', at: 0.5 },
  to: { box: `floor-${index + 1}`, side: 'top', at: 0.5 },
}));

const beside = (floor: number): Pick<Box, 'x' | 'y' | 'width' | 'height'> => ({
  ...BESIDE,
  y: floorTop(floor),
  height: HEIGHT,
});

/** The workspaces, and who may import whom. */
export const house: Diagram = {
  id: 'house',
  title: 'The house: imports run downward only',
  width: 1336,
  height: floorTop(FLOORS.length) + 8,
  boxes: [
    ...FLOORS.flatMap(drawFloor),
    {
      id: 'libs/client',
      kind: 'outside',
      ...beside(0),
      title: 'libs/client',
      lines: ['for callers, in Node and browsers:', 'knows the OpenAPI document,', 'and nothing of ours'],
    },
    { id: 'libs/vision', kind: 'group', ...beside(3), title: 'libs/vision' },
    ...SHIPPED.map((name, index): Box => ({
      id: `libs/vision/${name}`,
      kind: 'good',
      x: BESIDE.x + 10 + (index % ABREAST) * (PLUGIN.width + PLUGIN.gap),
      y: floorTop(3) + ROOM.top + Math.floor(index / ABREAST) * (PLUGIN.height + PLUGIN.gap),
      width: PLUGIN.width,
      height: PLUGIN.height,
      title: name,
    })),
    {
      id: 'libs/plugin-sdk',
      kind: 'layer',
      ...beside(5),
      title: 'libs/plugin-sdk',
      lines: ['all that a plugin is written against'],
    },
  ],
  arrows: [
    ...stairs,
    {
      id: 'runs',
      from: { box: 'floor-3', side: 'right', at: 0.5 },
      to: { box: 'libs/vision', side: 'left', at: 0.5 },
      isAside: true,
      label: { x: 815, y: floorTop(3) + 26, lines: ['runs each in', 'its process'], anchor: 'middle' },
    },
    {
      id: 'written-against',
      from: { box: 'libs/vision', side: 'bottom', at: 0.5 },
      to: { box: 'libs/plugin-sdk', side: 'top', at: 0.5 },
    },
    {
      id: 'shapes',
      from: { box: 'libs/plugin-sdk', side: 'bottom', at: 0.5 },
      to: { box: 'floor-7', side: 'right', at: 0.5 },
      turns: [{ x: BESIDE.x + BESIDE.width / 2, y: floorTop(7) + HEIGHT / 2 }],
    },
  ],
};
