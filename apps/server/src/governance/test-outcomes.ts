import { readFileSync } from 'node:fs';

/** How a file of tests ended when it was last run as a whole. */
export interface TestOutcome {
  readonly passed: number;
  readonly failed: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Outcomes by the path of their test. */
export type TestOutcomes = ReadonlyMap<string, TestOutcome>;

/** Where the tests leave their outcomes: beside the build, which goes without the tests. */
const TEST_OUTCOMES_FILE = new URL('../../dist/test-outcomes.json', import.meta.url);

/** What the tests left; nothing where they were not run, or what is there was not left by them. */
export function readTestOutcomes(file: URL = TEST_OUTCOMES_FILE): TestOutcomes {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof read !== 'object' || read === null) return new Map();
    return new Map(
      Object.entries(read).filter((entry): entry is [string, TestOutcome] => isOutcome(entry[1])),
    );
  } catch {
    return new Map(); // most servers are built where no test was run
  }
}

function isOutcome(value: unknown): value is TestOutcome {
  if (typeof value !== 'object' || value === null) return false;
  if (!('passed' in value && 'failed' in value && 'at' in value)) return false;
  const { passed, failed, at } = value;
  return isCount(passed) && isCount(failed) && typeof at === 'string' && !Number.isNaN(Date.parse(at));
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
