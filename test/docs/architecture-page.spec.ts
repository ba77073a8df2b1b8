import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { house } from '../../scripts/diagrams/pages/house.ts';
import { importRules } from '../../scripts/scanner/policy/import-rules.ts';
import { ROOT } from '../architecture/workspaces.js';

const page = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
const workspaces = globSync('{apps,libs,libs/vision}/*/package.json', { cwd: ROOT }).map(dirname).sort();

/** The rooms of each floor, from the roof down: those that lie within its frame. */
const floors = house.boxes
  .filter(({ id }) => id.startsWith('floor-'))
  .map((floor) =>
    house.boxes
      .filter(
        ({ id, x, y }) =>
          id !== floor.id && x < floor.x + floor.width && y > floor.y && y < floor.y + floor.height,
      )
      .map(({ id }) => id),
  );

describe('docs/design/house.svg', () => {
  it('has a room for each workspace, and no other', () => {
    const rooms = house.boxes.filter(({ kind }) => kind !== 'group').map(({ id }) => id);
    expect(rooms.sort()).toEqual(workspaces);
  });

  it('has the floors that imports are held to, in their order', async () => {
    const downward = (await importRules(ROOT)).filter(({ name }) => name.startsWith('downward-from-'));
    const layers = downward.map(({ from }) => String(from.path));
    const placed = layers.map((layer) => workspaces.filter((folder) => new RegExp(layer).test(`${folder}/`)));
    expect(floors.slice(1).map((rooms) => rooms.sort())).toEqual(placed);
    expect(floors[0]?.sort()).toEqual(workspaces.filter((folder) => folder.startsWith('apps/')));
  });
});

describe('ARCHITECTURE.md', () => {
  it('tells of every workspace what it is', () => {
    const told = [...page.matchAll(/^\| `((?:apps|libs)\/[\w-]+)` /gm)].map(([, folder = '']) => folder);
    const vision = /^libs\/vision\/.*/;
    expect(told.sort()).toEqual(
      [...new Set(workspaces.map((folder) => folder.replace(vision, 'libs/vision')))].sort(),
    );
  });
});
