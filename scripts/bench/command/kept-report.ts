import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { benchmarksPage, findingsOf } from '../report/benchmarks-page.ts';
import type { Report } from '../report/report.ts';

const RESULTS = 'benchmarks.json';
const PAGE = 'benchmarks.md';

/** What a folder has of earlier runs. */
export function readReport(folder: string): Report {
  const file = join(folder, RESULTS);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : {}; // writeReport wrote it
}

/** Writes the results and, from them, the page. The findings at the end of the page stay as they are. */
export async function writeReport(folder: string, report: Report): Promise<void> {
  const page = join(folder, PAGE);
  const findings = existsSync(page) ? findingsOf(readFileSync(page, 'utf8')) : '';
  const style = { printWidth: 110, parser: 'json' };
  writeFileSync(join(folder, RESULTS), await format(JSON.stringify(report), style));
  writeFileSync(page, benchmarksPage(report, findings));
}
