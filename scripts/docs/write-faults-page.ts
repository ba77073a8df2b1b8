import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readPowerCuts } from './power-cuts-files.ts';
import { withPowerCuts } from './power-cuts-section.ts';
import { FAULT_SECTIONS, faultsPage, type FaultRow, type FaultSection } from './faults-page.ts';

const root = new URL('../../', import.meta.url);
const reports = new URL('reports/faults/', root);

rmSync(reports, { recursive: true, force: true });
const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', 'test/faults/plugins'];
const { status } = spawnSync(process.execPath, jest, {
  cwd: root,
  env: { ...process.env, WRITE_FAULTS_PAGE: '1' },
  stdio: 'inherit',
});
if (status === 0) writePage();
else {
  process.stderr.write(
    'The tests of the faults failed, so docs/faults.md stays as it is. Mend them first.\n',
  );
  process.exitCode = 1;
}

function writePage(): void {
  const page = withPowerCuts(faultsPage(readRows()), readPowerCuts());
  writeFileSync(new URL('docs/faults.md', root), page);
}

function readRows(): Readonly<Record<FaultSection, readonly FaultRow[]>> {
  const read = (section: string): unknown =>
    JSON.parse(readFileSync(new URL(`${section}.json`, reports), 'utf8'));
  const rows = Object.keys(FAULT_SECTIONS).map((section) => [section, read(section)]);
  return Object.fromEntries(rows) as Record<FaultSection, FaultRow[]>; // FaultTable wrote them
}
