import { readFileSync } from 'node:fs';

const swcrc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // @gatehouse/* resolves to its TypeScript source, through the same doors that package.json "exports" opens
  testEnvironmentOptions: { customExportConditions: ['@gatehouse/source', 'node', 'node-addons'] },
  roots: ['<rootDir>/test', '<rootDir>/libs', '<rootDir>/apps', '<rootDir>/scripts'],
  testMatch: ['**/*.spec.ts'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', swcrc] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' }, // nodenext specifiers end in .js; the files are .ts
  reporters: [
    'default',
    '<rootDir>/test/support/outcome-reporter.js',
    '<rootDir>/test/support/count-reporter.js',
  ],
  testTimeout: 90_000, // a hang, and not a slow machine
  maxWorkers: '100%', // most tests wait for processes of their own; by default one core would idle
  coverageProvider: 'babel',
  collectCoverageFrom: ['{apps,libs}/**/src/**/*.ts', '!**/*.d.ts', '!**/index.ts', '!**/*.module.ts'],
  // Judged where coverage is asked for, as `npm run check` does.
  coverageThreshold: { global: { lines: 95 }, './libs/execution/src/': { lines: 100 } },
};
