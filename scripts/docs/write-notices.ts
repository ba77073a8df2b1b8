import { writeFileSync } from 'node:fs';
import { noticeFile } from './notice-file.ts';
import { thirdPartyPage } from './third-party-page.ts';

const ROOT = new URL('../../', import.meta.url);
writeFileSync(new URL('NOTICE', ROOT), noticeFile());
writeFileSync(new URL('THIRD-PARTY.md', ROOT), thirdPartyPage());
