import { readFileSync } from 'node:fs';
import {
  faultsPage,
  FAULT_SECTIONS,
  rowsOfPage,
  type FaultRow,
  type FaultSection,
} from '../../scripts/docs/faults-page.js';
import { powerCutsOfPage, withPowerCuts, type PowerCutsRun } from '../../scripts/docs/power-cuts-section.js';
import { SYNC_BEHAVIOURS } from '../../scripts/power-cuts/sync-behaviours.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const RUN = JSON.parse(read('docs/power-cuts.json')) as PowerCutsRun; // written by `npm run docs:power-cuts`
const PAGE = read('docs/faults.md');

/** Without how its tables are laid out. */
const plain = (page: string): string => page.replaceAll(/ +\|/g, ' |').replaceAll(/-{3,}/g, '---');

describe('docs/faults.md, "Power cuts"', () => {
  it('tells the last run that was written down', () => {
    expect(powerCutsOfPage(PAGE)).toEqual(RUN.disks);
    expect(plain(PAGE)).toBe(plain(withPowerCuts(PAGE, RUN)));
  });

  it('is about every disk, and at least 300 cuts of the one that honours syncs', () => {
    expect(RUN.disks.map(({ syncs }) => syncs)).toEqual(SYNC_BEHAVIOURS.map(({ name }) => name));
    expect(RUN.disks[0]).toMatchObject({ syncs: 'honoured', lost: 0 });
    expect(RUN.disks[0]?.cuts).toBeGreaterThanOrEqual(300);
  });

  it('tells of losses wherever syncs were ignored: else the simulation saw nothing', () => {
    expect(RUN.disks.slice(1).filter(({ lost }) => lost === 0)).toEqual([]);
  });

  it('stays when the rest of the page is written anew, and takes no row from it', () => {
    const sections = Object.keys(FAULT_SECTIONS) as FaultSection[]; // a frozen object's own keys
    const rows = Object.fromEntries(sections.map((section) => [section, rowsOfPage(PAGE, section)]));
    const anew = faultsPage(rows as Record<FaultSection, FaultRow[]>); // each section has its rows
    expect(plain(withPowerCuts(anew, RUN))).toBe(plain(PAGE));
  });
});
