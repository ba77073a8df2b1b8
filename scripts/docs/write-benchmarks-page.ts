import { fileURLToPath } from 'node:url';
import { readReport, writeReport } from '../bench/command/kept-report.ts';

// As `npm run bench` does when it has measured: the page of the results that are kept, its findings as they are.
const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
await writeReport(docs, readReport(docs));
