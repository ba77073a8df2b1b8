import { existsSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { ROOT } from '../../architecture/workspaces.js';
import type { MarkdownPage } from './markdown.js';

/** The links that lead nowhere: to no file, or to no heading of a page. Those to other hosts are not followed. */
export function brokenLinks(pages: readonly MarkdownPage[]): string[] {
  const byFile = new Map(pages.map((page) => [page.file, page]));
  return pages.flatMap((page) =>
    page.links.filter((link) => !leadsSomewhere(page, link, byFile)).map((link) => `${page.file}: ${link}`),
  );
}

function leadsSomewhere(
  { file }: MarkdownPage,
  link: string,
  pages: ReadonlyMap<string, MarkdownPage>,
): boolean {
  if (/^(?:https?|mailto):/.test(link)) return URL.canParse(link);
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : normalize(join(file, '..', decodeURIComponent(path)));
  if (target.startsWith('..') || (path !== '' && !existsSync(join(ROOT, target)))) return false;
  return anchor === undefined || (pages.get(target)?.anchors.has(decodeURIComponent(anchor)) ?? false);
}
