import { basename } from 'node:path';
import { NestFactory, SerializedGraph } from '@nestjs/core';
import type { ModuleMetadata, Type } from '@nestjs/common';
import { matchesPath } from '../../scripts/scanner/policy/matches-path.ts';
import type { Policy } from '../../scripts/scanner/policy/policy.ts';

/** Somebody who has something injected. */
export interface Injection {
  readonly by: string;
  readonly byModule: string;
  readonly what: string;
  readonly ofModule: string;
}

/** What the container says of its wiring. */
export interface Wiring {
  readonly injections: readonly Injection[];
  /** What a module hands on, as `Module.Class`. */
  readonly exported: readonly string[];
  /** Everything that is provided, as `Module.Class`. */
  readonly provided: readonly string[];
}

/** Has Nest wire an application, and make nothing in it. */
export async function wiringOf(root: Type | ({ module: Type } & ModuleMetadata)): Promise<Wiring> {
  const app = await NestFactory.createApplicationContext(root, {
    preview: true,
    snapshot: true,
    logger: false,
    abortOnError: false,
  });
  const { nodes, edges } = app.get(SerializedGraph).toJSON();
  await app.close();
  const classes = Object.values(nodes).flatMap(({ label, metadata }) =>
    metadata.type === 'module'
      ? []
      : [{ name: `${metadata.sourceModuleName}.${nameOf(label)}`, exported: metadata.exported }],
  );
  return {
    injections: Object.values(edges).flatMap(({ metadata }) =>
      metadata.type === 'class-to-class'
        ? {
            by: nameOf(metadata.sourceClassName),
            byModule: metadata.sourceModuleName,
            what: nameOf(metadata.targetClassName),
            ofModule: metadata.targetModuleName,
          }
        : [],
    ),
    exported: classes.filter(({ exported }) => exported).map(({ name }) => name),
    provided: classes.map(({ name }) => name),
  };
}

/** Nest says that names are texts; those of symbols are symbols. */
const nameOf = (name: unknown): string => String(name);

/**
 * The injections that a policy forbids: of something guarded, by a class whose file may not hold it.
 *
 * @param files where classes are looked for; each is named after its file
 */
export function forbiddenInjections(
  { injections }: Wiring,
  policy: Policy,
  files: readonly string[],
): string[] {
  const homes = new Map(files.map((file) => [classOf(file), file]));
  return injections.flatMap(({ by, what }) => {
    const thing = policy.things.find(({ name }) => name === what);
    if (thing === undefined) return [];
    const home = homes.get(by);
    const mayHold = home !== undefined && thing.holders.some((holder) => matchesPath(home, holder));
    return mayHold ? [] : [`${by} has ${what}`];
  });
}

/** The injections of something behind the façade, by anybody outside of its module; some of it modules may have. */
export function pastTheFacade({ injections }: Wiring, { facade }: Policy): string[] {
  return injections
    .filter(({ byModule, ofModule }) => ofModule === 'ExecutionModule' && byModule !== ofModule)
    .filter(({ what }) => !facade.names.includes(what))
    .filter(({ by, what }) => !(by.endsWith('Module') && facade.modules.names.includes(what)))
    .map(({ by, what }) => `${by} has ${what}`);
}

/** What modules hand on though the policy does not say so. */
export function strayExports({ exported }: Wiring, { modules }: Policy): string[] {
  return exported.filter((name) => {
    const [module = '', handedOn = ''] = name.split('.');
    const wanted = modules.find((candidate) => candidate.name === module);
    return wanted !== undefined && !wanted.exports.includes(handedOn);
  });
}

/** `plugin-execution.service.ts` → `PluginExecutionService`. */
function classOf(file: string): string {
  return basename(file, '.ts')
    .split(/[.-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
