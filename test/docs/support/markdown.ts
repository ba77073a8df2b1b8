import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../architecture/workspaces.js';

/** A page of Markdown, and what it refers to. */
export interface MarkdownPage {
  /** Relative to the root. */
  readonly file: string;
  readonly text: string;
  /** Its headings as they stand there. */
  readonly headings: readonly string[];
  /** What links may name behind a `#`, as GitHub makes it of headings. */
  readonly anchors: ReadonlySet<string>;
  /** Where its links and pictures lead. */
  readonly links: readonly string[];
  /** The files and folders of this repository that it names in code. */
  readonly paths: readonly string[];
  /** The scripts of npm that it names. */
  readonly scripts: readonly string[];
}

/** Its links are those of the page that is made of it. */
const TEMPLATES = ['scripts/docs/governance/template.md'];

/** Every page of Markdown in the repository. */
export function readPages(): MarkdownPage[] {
  return globSync(['*.md', '{.github,apps,docs,libs,scripts,test}/**/*.md'], {
    cwd: ROOT,
    exclude: ['**/{node_modules,dist}/**', ...TEMPLATES],
  })
    .sort()
    .map((file) => readPage(file, readFileSync(join(ROOT, file), 'utf8')));
}

const FENCE = /^```[^\n]*\n.*?^```$/gms;
const SPAN = /`([^`\n]+)`/g;
const PATH = /^(?:apps|libs|docs|scripts|test|\.github|\.ci)\/[\w./-]+$/;

/** What a page says. */
export function readPage(file: string, text: string): MarkdownPage {
  const prose = text.replaceAll(FENCE, '');
  const headings = [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading);
  const spans = [...prose.matchAll(SPAN)].flatMap(([, span = '']) => span.split(' '));
  const words = [...text.matchAll(FENCE)].flatMap(([fence]) => fence.split(/[\s=;'"]+/));
  return {
    file,
    text,
    headings,
    anchors: anchorsOf(headings),
    links: linksIn(prose.replaceAll(SPAN, '')),
    paths: [...spans, ...words].map((word) => word.replace(/^@/, '')).filter((word) => PATH.test(word)),
    scripts: [...text.matchAll(/npm (?:run (?:--silent |-s )?([a-z][\w:-]*)|(test|start)\b)/g)].map(
      ([, script, own]) => script ?? own ?? '',
    ),
  };
}

function linksIn(text: string): string[] {
  const patterns = [
    /\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g,
    /^\[[^\]]+\]: (\S+)$/gm,
    /\b(?:href|src)="([^"]+)"/g,
  ];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, link = '']) => link));
}

function anchorsOf(headings: readonly string[]): Set<string> {
  const anchors = new Set<string>();
  for (const heading of headings) {
    const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = words.replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-');
    const taken = [...anchors].filter((one) => one.replace(/-\d+$/, '') === anchor).length;
    anchors.add(anchors.has(anchor) ? `${anchor}-${taken}` : anchor);
  }
  return anchors;
}
