import type { Mention, ProjectModel } from '../model.ts';
import { placeOfFile } from '../place-of-file.ts';
import type { GuardedMember, Policy, Site } from '../policy/policy.ts';
import type { Finding, RuleId } from './rule.ts';

/** Judges every mention of the members that one rule guards: none outside of their sites, and as many there as there have to be. */
export function judgeMembers(rule: RuleId, { files }: ProjectModel, { members }: Policy): readonly Finding[] {
  const mentions = files.flatMap((file) => file.mentions);
  return members
    .filter((member) => member.rule === rule)
    .flatMap((guarded) => {
      const id = `${guarded.of}.${guarded.member}`;
      return judge(
        guarded,
        id,
        mentions.filter(({ member }) => member === id),
        new Set(files.map(({ file }) => file)),
      );
    });
}

function judge(
  { rule, sites, why }: GuardedMember,
  id: string,
  mentions: readonly Mention[],
  files: ReadonlySet<string>,
): readonly Finding[] {
  const strangers = mentions.filter((mention) => !sites.some((site) => isAt(mention, site)));
  return [
    ...strangers.map((place) => ({ rule, place, why, message: `${id} is reached here.` })),
    ...sites.flatMap((site) => {
      const { times = null, file, within } = site;
      const there = mentions.filter((mention) => isAt(mention, site));
      if (times === null || !files.has(file) || there.length === times) return [];
      const place = there.at(-1) ?? placeOfFile(file);
      const message = `${id} is mentioned ${there.length} times in ${within}; it has to be ${times}.`;
      return [{ rule, place, why, message }];
    }),
  ];
}

function isAt({ file, within }: Mention, site: Site): boolean {
  return file === site.file && within === site.within;
}
