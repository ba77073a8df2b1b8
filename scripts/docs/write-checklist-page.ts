import { writeFileSync } from 'node:fs';
import { checklistPage } from './checklist-page.ts';

writeFileSync(new URL('../../docs/repo-audit-checklist.md', import.meta.url), checklistPage());
