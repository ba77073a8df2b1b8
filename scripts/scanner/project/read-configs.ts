import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** The tsconfig.json files of the repository, and what they take in. */
export interface Configs {
  readonly options: ts.CompilerOptions;
  /** Whether some tsconfig.json takes a file in. */
  covers(path: string): boolean;
  /** Whether some tsconfig.json would take a file in if it were on the disk. */
  wouldCover(path: string): boolean;
  /** What makes some of them judge less than the base does. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

/** What a project may say for itself: where its files are, where its output goes, and what there is where it runs. */
const OWN_OPTIONS: ReadonlySet<string> = new Set([
  'rootDir',
  'outDir',
  'noEmit',
  'composite',
  'tsBuildInfoFile',
  'allowImportingTsExtensions',
  'types',
  'lib',
  'configFilePath',
]);

/** Reads the tsconfig.json at the root and all that it refers to. */
export function readConfigs(root: string, readFile: (path: string) => string | undefined): Configs {
  const parse = parser(readFile);
  const base = parse(join(root, 'tsconfig.base.json'));
  const projects = referencesOf(join(root, 'tsconfig.json'), parse);
  const files = new Set(projects.flatMap(({ parsed }) => parsed.fileNames));
  const folders = projects.flatMap(wholeFolders);
  return {
    options: programOptions(root, base.options),
    covers: (path) => files.has(path),
    wouldCover: (path) => path.endsWith('.ts') && folders.some((folder) => path.startsWith(`${folder}/`)),
    problems: projects.flatMap(({ path, parsed }) =>
      [...deviations(parsed.options, base.options), ...parsed.errors.map(sayError)].map((message) => ({
        file: relative(root, path),
        message,
      })),
    ),
  };
}

function programOptions(root: string, base: ts.CompilerOptions): ts.CompilerOptions {
  return {
    ...base,
    // One program over the sources of all workspaces, where each sees the others through their doors.
    customConditions: ['@gatehouse/source'],
    rootDir: root,
    noEmit: true,
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
    sourceMap: false,
    allowImportingTsExtensions: true,
    noEmitOnError: false,
  };
}

interface ParsedProject {
  readonly path: string;
  readonly parsed: ts.ParsedCommandLine;
}

/** Folders that a project takes in as a whole; patterns are not looked into. */
function wholeFolders({ path, parsed }: ParsedProject): string[] {
  const { include = [] } = parsed.raw as { include?: readonly string[] }; // the parser complains of any other form
  return include.filter((entry) => !entry.includes('*')).map((entry) => join(dirname(path), entry));
}

type Parse = (path: string) => ts.ParsedCommandLine;

function parser(readFile: (path: string) => string | undefined): Parse {
  const host = { ...ts.sys, readFile };
  return (path) => {
    const { config } = ts.readConfigFile(path, readFile) as { config: unknown }; // the compiler says any; its parser takes all
    return ts.parseJsonConfigFileContent(config, host, dirname(path), undefined, path);
  };
}

function referencesOf(path: string, parse: Parse, seen = new Set<string>()): ParsedProject[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const parsed = parse(path);
  const referred = (parsed.projectReferences ?? []).flatMap((reference) =>
    referencesOf(ts.resolveProjectReferencePath(reference), parse, seen),
  );
  return [...(parsed.fileNames.length === 0 ? [] : [{ path, parsed }]), ...referred];
}

function deviations(own: ts.CompilerOptions, base: ts.CompilerOptions): string[] {
  const names = new Set([...Object.keys(own), ...Object.keys(base)]);
  return [...names]
    .filter((name) => !OWN_OPTIONS.has(name) && !isSame(own[name], base[name]))
    .map(
      (name) =>
        `It sets "${name}" otherwise than tsconfig.base.json does, so that it is compiled by other rules.`,
    );
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function sayError({ messageText }: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, ' ');
}
