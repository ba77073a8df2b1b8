import type { ProjectModel } from '../model.ts';
import { matchesPath } from '../policy/matches-path.ts';
import type { GuardedThing, Policy } from '../policy/policy.ts';
import type { Finding, RuleId } from './rule.ts';

/** Judges everything that is or contains a thing that one rule guards: only its holders have it, and in their hands its type follows it. */
export function judgeHolders(rule: RuleId, { files }: ProjectModel, { things }: Policy): readonly Finding[] {
  const guarded = new Map(things.filter((thing) => thing.rule === rule).map((thing) => [thing.name, thing]));
  return files.flatMap(({ file, holdings, leaks }) => [
    ...holdings.flatMap((place) => {
      const thing = guarded.get(place.thing);
      if (thing === undefined || isHolder(file, thing)) return [];
      return [{ rule, place, why: thing.why, message: `${thing.name} is held here.` }];
    }),
    ...leaks.flatMap((place) => {
      const thing = guarded.get(place.thing);
      if (thing === undefined) return [];
      const message = `${thing.name} goes into ${place.into} here, where its type does not follow it.`;
      return [{ rule, place, message, why: `${thing.why} Keep its type wherever it goes.` }];
    }),
  ]);
}

function isHolder(file: string, { holders, except = [] }: GuardedThing): boolean {
  return holders.some((holder) => matchesPath(file, holder)) && !except.includes(file);
}
