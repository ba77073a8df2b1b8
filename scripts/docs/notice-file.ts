import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { productionPackages } from '../notices/production-packages.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const OWN = `Gatehouse
Copyright 2026 The Gatehouse authors

Licensed under the Apache License, Version 2.0; see LICENSE.
The packages it runs on, and their licences, are listed in THIRD-PARTY.md.
`;

/** The text of NOTICE: our own, and those that packages bring to be passed on. */
export function noticeFile(): string {
  const passedOn = productionPackages().flatMap(({ name, folder }) =>
    globSync('{NOTICE,NOTICE.txt,NOTICE.md}', { cwd: `${ROOT}${folder}` }).map(
      (file) => `From ${name}:\n\n${readFileSync(`${ROOT}${folder}${file}`, 'utf8').trim()}\n`,
    ),
  );
  return [OWN, ...passedOn].join('\n');
}
