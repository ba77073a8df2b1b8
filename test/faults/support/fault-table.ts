import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import {
  FAULT_SECTIONS,
  rowsOfPage,
  type FaultRow,
  type FaultSection,
} from '../../../scripts/docs/faults-page.js';

const PAGE = new URL('../../../docs/faults.md', import.meta.url);
const REPORTS = new URL('../../../reports/faults/', import.meta.url);
/** Set by `npm run docs:faults`: the rows are written down and the page is not looked at. */
const WRITES_PAGE = process.env['WRITE_FAULTS_PAGE'] === '1';

/** One fault, as a run saw it. */
export interface SeenFault {
  readonly what: string;
  /** The codes of which its caller got one, or `answer`. */
  readonly gets: string;
  readonly tookMs: number;
}

/** What one run saw of one kind of fault. */
export class FaultTable {
  private readonly seen: SeenFault[] = [];

  constructor(private readonly section: FaultSection) {}

  add(fault: SeenFault): void {
    this.seen.push(fault);
  }

  /** How long those took that had to be ended, in milliseconds. */
  get hangsMs(): readonly number[] {
    return this.seen.filter((fault) => whenOf(fault) === AT_ITS_LIMIT).map(({ tookMs }) => tookMs);
  }

  /** Writes what was seen to `reports/faults/<section>.json`, times included. */
  writeReport(): void {
    mkdirSync(REPORTS, { recursive: true });
    const rows = this.seen.map((fault) => ({ ...toRow(fault), took_ms: fault.tookMs }));
    writeFileSync(new URL(`${this.section}.json`, REPORTS), JSON.stringify(rows, null, 2));
  }

  /**
   * Compares what was seen, times apart, with docs/faults.md.
   *
   * @param skipped faults that this machine cannot show
   */
  expectOnPage(skipped: readonly string[] = []): void {
    if (WRITES_PAGE) return;
    const expected = rowsOfPage(readFileSync(PAGE, 'utf8'), this.section);
    try {
      expect(this.seen.map(toRow)).toEqual(expected.filter(({ what }) => !skipped.includes(what)));
    } catch (difference) {
      const title = FAULT_SECTIONS[this.section];
      const told = `docs/faults.md, "${title}", is not what this run saw. If the run is right: npm run docs:faults`;
      throw new Error(told, { cause: difference });
    }
  }
}

const AT_ITS_LIMIT = 'at its limit';

function toRow(fault: SeenFault): FaultRow {
  return { what: fault.what, gets: fault.gets, when: whenOf(fault) };
}

function whenOf({ gets }: SeenFault): string {
  if (gets === 'PLUGIN_TIMED_OUT') return AT_ITS_LIMIT;
  return gets.includes('PLUGIN_TIMED_OUT') ? `${AT_ITS_LIMIT} at the latest` : 'at once';
}
