import { markdownTable } from '../../docs/markdown-table.ts';
import { SECTION_NAMES, SECTIONS, type SectionName } from '../sections/catalogue.ts';
import { isReached } from './judge.ts';
import type { KeptResult, Report, Run } from './report.ts';
import type { FigureTable, Goal } from './section-result.ts';
import { figure } from './words.ts';

const FINDINGS = '## What was found\n';
const NO_BREAK = '\u00a0';
const NO_BREAK_HYPHEN = '\u2011';

const INTRODUCTION = `# Benchmarks

What Gatehouse costs, beside what one would write instead. \`npm run bench\` measures all of it in about a quarter of an hour,
\`npm run bench -- governed-call dispatch\` some of it; this page up to the findings is written by it. With \`--quick\` it says
within minutes whether the bench works, and writes nothing.

A figure by itself says more about the machine than about the program, so all that is compared runs side by side and
takes turns, many short ones each, on the same machine as the client. A ratio is that of two turns of one round, the median
of all rounds, with the quartiles in brackets: where these are far apart, something else was at work. Clients are raw
sockets that do next to nothing, each with one request at a time; servers log warnings and nothing else.
`;

/** The text of docs/benchmarks.md. */
export function benchmarksPage(report: Report, findings: string): string {
  const ran = SECTION_NAMES.flatMap((name) => {
    const kept = report[name];
    return kept === undefined ? [] : [{ name, kept }];
  });
  const missing = SECTION_NAMES.filter((name) => report[name] === undefined);
  const absent = missing.length === 0 ? [] : [`Not measured yet: ${missing.join(', ')}.\n`];
  const parts = [
    INTRODUCTION,
    goalsPart(ran),
    ...absent,
    ...ran.map(({ name, kept }) => sectionPart(name, kept)),
  ];
  return [...parts, `${FINDINGS}${findings}`].join('\n');
}

/** What was written by hand at the end of a page, to be kept. */
export function findingsOf(page: string): string {
  const at = page.indexOf(`\n${FINDINGS}`);
  return at < 0 ? '' : page.slice(at + 1 + FINDINGS.length);
}

interface Ran {
  readonly name: SectionName;
  readonly kept: KeptResult;
}

function goalsPart(ran: readonly Ran[]): string {
  const rows = ran.flatMap(({ name, kept }) => kept.goals.map((goal) => goalRow(name, goal)));
  return `## Goals\n\n${markdownTable(['section', 'goal', 'limit', 'measured', ''], rows)}\n`;
}

function goalRow(name: SectionName, goal: Goal): string[] {
  return [
    `[${name.replaceAll('-', NO_BREAK_HYPHEN)}](#${name})`,
    goal.what,
    unbroken(`${goal.bound} ${goal.limit} ${goal.unit}`),
    unbroken(`${figure(goal.reached)} ${goal.unit}`),
    isReached(goal) ? 'reached' : `**not${NO_BREAK}reached**`,
  ];
}

function sectionPart(name: SectionName, { run, tables }: KeptResult): string {
  const { title, about } = SECTIONS[name];
  const parts = [`## ${name}\n`, `**${title}.** ${about}\n`, `${runLine(run)}\n`, ...tables.map(tablePart)];
  return parts.join('\n');
}

function runLine({ date, machine, node, command, load, seconds }: Run): string {
  return `\`${command}\`, ${date}, ${seconds} s; ${machine}; Node ${node}; load before ${figure(load)}.`;
}

function tablePart({ caption, head, rows }: FigureTable): string {
  const cells = rows.map((row) => row.map(unbroken));
  return `${caption}:\n\n${markdownTable(head, cells)}\n`;
}

/** A cell that is never broken between a figure and its unit, nor inside the quartiles of a ratio: a dash would end a line. */
function unbroken(cell: string): string {
  return cell.replaceAll(' – ', `${NO_BREAK}to${NO_BREAK}`).replaceAll(/(?<=\d) (?=[%µa-zA-Z])/g, NO_BREAK);
}
