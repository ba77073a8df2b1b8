import { SETTINGS, type Setting, type SettingName } from '@gatehouse/config';
import { markNames } from './mark-names.ts';
import { SETTING_GROUPS, type SettingGroup } from './configuration/setting-groups.ts';

const INTRODUCTION = `# Configuration

Settings are environment variables. A file \`.env\` in the folder where the server is started is read too; what the
environment says goes first. An empty text counts as unset. A setting that is not allowed stops the start with a sentence
that names it and says what it may be. A worker reads the same settings, and has no use for those about callers and HTTP.

This page is written by \`npm run docs:configuration\` from \`libs/config/src/settings.ts\`; a test compares.
`;

/** The text of docs/configuration.md, made of the settings. */
export function configurationPage(): string {
  return [INTRODUCTION, ...SETTING_GROUPS.map(section)].join('\n');
}

function section({ title, introduction, settings }: SettingGroup): string {
  const names = Object.keys(settings) as SettingName[]; // the literal's own keys, which its type holds to
  const paragraphs = names.map((name) => paragraph(name, settings[name] ?? ''));
  return [`## ${title}\n\n${markNames(introduction)}\n`, ...paragraphs].join('\n');
}

function paragraph(name: SettingName, whenToChange: string): string {
  const setting: Setting<unknown> = SETTINGS[name];
  const { means, allowed } = setting;
  return [
    `### ${name}\n`,
    `${markNames(`${means} ${whenToChange}`)}\n`,
    `- Default: ${defaultOf(name, setting)}`,
    `- May be: ${markValues(allowed)}\n`,
  ].join('\n');
}

/** What may be allowed, with what is to be typed as it is set apart: `host:port`, `600/min`, the words to choose from. */
function markValues(allowed: string): string {
  const [, words] = /^one of (.+)$/.exec(allowed) ?? [];
  if (words !== undefined) return `one of ${words.split(', ').map(code).join(', ')}`;
  return allowed.replaceAll(/"[^"]+"|^off\b|[\w.]+[:/+][\w.:/+@]*\w|\*/g, (value) =>
    code(value.replaceAll('"', '')),
  );
}

const code = (value: string): string => `\`${value}\``;

function defaultOf(name: SettingName, { fallback, fallbackIs }: Setting<unknown>): string {
  if (fallbackIs !== undefined) return fallbackIs;
  if (typeof fallback === 'number') return `\`${fallback}\`${inWords(name, fallback)}`;
  return typeof fallback === 'string' && fallback !== '' ? `\`${fallback}\`` : 'none';
}

/** What a large number of bytes or milliseconds comes to. */
function inWords(name: SettingName, value: number): string {
  if (name.endsWith('_BYTES'))
    return ` (${value < 1024 ** 3 ? `${value / 1024 ** 2} MB` : `${value / 1024 ** 3} GB`})`;
  if (name.endsWith('_MS') && value >= 1000) return ` (${value / 1000} s)`;
  return '';
}
