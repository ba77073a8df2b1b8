import { join, relative } from 'node:path';
import ts from 'typescript';
import type { Problem } from '../model.ts';
import { matchesPath } from '../policy/matches-path.ts';
import type { Exemption } from '../policy/policy.ts';
import { compilerHost, type Overlay, type SourceCache } from './compiler-host.ts';
import { listSources } from './list-sources.ts';
import { placeOfFile } from '../place-of-file.ts';
import { readConfigs, type Configs } from './read-configs.ts';
import { rememberingChecker } from './remembering-checker.ts';
import type { Scope } from './scope.ts';

/** What is to be judged. */
export interface ProjectOptions {
  readonly root: string;
  /** Folders in which every source file is judged. */
  readonly roots: readonly string[];
  readonly exempt: readonly Exemption[];
  readonly overlay?: Overlay;
  /** Of an earlier project of the same root. */
  readonly warm?: Warmth;
  /** Judge these files alone, with whatever they import. For tests of single files. */
  readonly only?: readonly string[];
  /** Files that are compiled besides, without being judged. */
  readonly present?: readonly string[];
}

/** What opening a second project is faster with. */
export interface Warmth {
  readonly cache: SourceCache;
  program?: ts.Program;
  configs?: Configs;
}

/** A compiled project. */
export interface Project {
  readonly root: string;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** The files to be judged. */
  readonly judged: readonly ts.SourceFile[];
  /** What keeps a judgement from being sound, as far as it shows before looking into the files. */
  readonly problems: readonly Problem[];
}

/** Compiles all sources of the repository as one program. */
export function openProject({
  root,
  roots,
  exempt,
  overlay = new Map(),
  warm,
  only,
  present = [],
}: ProjectOptions): Project {
  const configs = warm?.configs ?? readConfigs(root, (path) => overlay.get(path) ?? ts.sys.readFile(path));
  const isExempt = (file: string): boolean => exempt.some(({ files }) => matchesPath(file, files));
  const all = only ?? listSources(root, roots, overlay);
  const sources = all.filter((file) => !isExempt(file));
  const host = compilerHost(configs.options, overlay, warm?.cache ?? new Map<string, never>());
  const covered = sources.filter((file) => {
    const path = join(root, file);
    return configs.covers(path) || (overlay.has(path) && configs.wouldCover(path));
  });
  const program = ts.createProgram({
    rootNames: [...covered, ...present].map((file) => join(root, file)),
    options: configs.options,
    host,
    ...(warm?.program === undefined ? {} : { oldProgram: warm.program }),
  });
  if (warm !== undefined) Object.assign(warm, { program, configs });
  return {
    root,
    program,
    checker: rememberingChecker(program.getTypeChecker()),
    judged: covered.flatMap((file) => program.getSourceFile(join(root, file)) ?? []),
    problems: [
      ...sources
        .filter((file) => !covered.includes(file))
        .map((file) => ({ ...placeOfFile(file), message: UNJUDGED })),
      ...(only === undefined ? unused(exempt, all) : []),
      ...configs.problems
        .filter(({ file }) => !isExempt(file))
        .map(({ file, message }) => ({ ...placeOfFile(file), message })),
      ...program.getOptionsDiagnostics().map((diagnostic) => problemOf(root, diagnostic)),
    ],
  };
}

const UNJUDGED =
  'No tsconfig.json takes this source file in, so that nobody compiles or judges it. Write it in TypeScript inside a workspace’s src/, or name it in the policy with a why.';

function unused(exempt: readonly Exemption[], files: readonly string[]): Problem[] {
  return exempt
    .filter(({ files: pattern }) => !files.some((file) => matchesPath(file, pattern)))
    .map(({ files: pattern }) => ({
      ...placeOfFile(pattern),
      message: 'The policy exempts this, and there is no such file. Take the exemption out.',
    }));
}

/** What the compiler has against a file; where nothing rests on its types, against how it is written. */
export function compileErrors({ program, root }: Project, file: ts.SourceFile, scope: Scope): Problem[] {
  const restsOnTypes = scope.isInReach || scope.isTyped;
  return [
    ...program.getSyntacticDiagnostics(file),
    ...(restsOnTypes ? program.getSemanticDiagnostics(file) : []),
  ].map((diagnostic) => problemOf(root, diagnostic));
}

function problemOf(root: string, { file, start = 0, messageText, code }: ts.Diagnostic): Problem {
  const message = `It does not compile: ${ts.flattenDiagnosticMessageText(messageText, ' ')} (TS${code})`;
  if (file === undefined) return { ...placeOfFile('tsconfig.base.json'), message };
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return {
    ...placeOfFile(relative(root, file.fileName)),
    line: line + 1,
    column: character + 1,
    message,
  };
}
