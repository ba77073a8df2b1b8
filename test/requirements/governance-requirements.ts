import type { Requirement } from './requirement.ts';

/** What is demanded of what watches over all this: scanner, CI, documents, and where things lie. */
export const GOVERNANCE_REQUIREMENTS: readonly Requirement[] = [
  {
    id: 'SCAN-01',
    section: 'Part 3 step 6; Part 5; governance G; audit E',
    statement: 'The scanner refuses whatever runs a plugin, or gets hold of one, outside of ToolRunner.',
  },
  {
    id: 'SCAN-02',
    section: 'Part 3 step 6; governance G',
    statement:
      'The scanner refuses a ToolRunner with another signature, without its finally, or without the metrics in it.',
  },
  {
    id: 'SCAN-03',
    section: 'Governance G; audit C',
    statement: 'The scanner refuses any other set of lifecycle states.',
  },
  {
    id: 'SCAN-04',
    section: 'Part 5; audit E',
    statement:
      'The scanner is one command, finds this repository clean, and tells by its exit where one is not.',
  },
  {
    id: 'CI-01',
    section: 'Part 3 step 7, governance H; audit F',
    statement:
      'The workflow runs the scanner first, then the tests of plugin stability, then those of executions.',
  },
  {
    id: 'CI-02',
    section: 'Audit F',
    statement: 'One failure fails the workflow, and hides none of the steps behind it.',
  },
  {
    id: 'CI-03',
    section: 'Part 5; Part 6',
    statement: 'One command checks scan, format, lint, types, imports, build, and tests with their coverage.',
  },
  {
    id: 'CI-04',
    section: 'Part 6',
    statement: 'A hook of git keeps out of a commit what the quick part of the check refuses.',
  },
  {
    id: 'TREE-01',
    section: 'Part 1.5; Part 2; audit A',
    statement: 'The nine files of tests/execution are there, by their names.',
  },
  {
    id: 'TREE-02',
    section: 'Part 2; audit A',
    statement: 'What the specification names lies where it is said to lie.',
  },
  {
    id: 'TREE-03',
    section: 'Part 2; audit A',
    statement: 'No folder, file or code is named after a phase of the work.',
  },
  {
    id: 'DOC-01',
    section: 'Part 3 step 7, 1; audit G',
    statement: 'The governance page tells the rules that hold, out of what enforces them.',
  },
  {
    id: 'DOC-02',
    section: 'Part 3 step 7, 2; audit G',
    statement: 'Diagrams show the flow, the states of jobs and plugins, the errors and the scanner.',
  },
  {
    id: 'DOC-03',
    section: 'Part 3 step 7, 3; audit G and H',
    statement: 'A guide takes a newcomer through tests, scanner, adding a plugin, and debugging.',
  },
  {
    id: 'DOC-04',
    section: 'Part 3 step 7, 4 and 5',
    statement: 'A wrap-up and an audit checklist tell what was achieved and how to verify it.',
  },
  {
    id: 'DOC-05',
    section: 'Part 3 step 7, 6; audit G',
    statement: 'README.md links to each of these documents and to the workflow.',
  },
];
