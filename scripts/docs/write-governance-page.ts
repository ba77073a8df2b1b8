import { writeFileSync } from 'node:fs';
import { governancePage } from './governance-page.ts';
import { pullRequestTemplate } from './pull-request-template.ts';

writeFileSync(new URL('../../docs/design/execution-governance.md', import.meta.url), governancePage());
writeFileSync(new URL('../../.github/pull_request_template.md', import.meta.url), pullRequestTemplate());
