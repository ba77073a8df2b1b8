const SPACE = /[ \t\r\n]*/y;
const TOKEN =
  /[{}[\],:]|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/uy;

/** What may come next. */
type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing';

/**
 * Says where a text stops being JSON and how, in words that can follow "plugin.json is not JSON: ". What JSON.parse says
 * depends on the length of the text and names no line.
 *
 * @param text which JSON.parse has refused
 */
export function jsonSyntaxError(text: string): string {
  const open: string[] = [];
  let expected: Expected = 'value';
  for (let at = 0; ;) {
    at = endOf(SPACE, text, at) ?? at;
    if (at === text.length) return `it ends too early, in ${placeOf(text, at)}`;
    const end = endOf(TOKEN, text, at);
    if (end === null) return `${describe(text, at)} in ${placeOf(text, at)}`;
    const token = text.slice(at, end);
    const next = follow(expected, token, open);
    if (next === null) return `unexpected ${JSON.stringify(token.slice(0, 30))} in ${placeOf(text, at)}`;
    expected = next;
    at = end;
  }
}

/** What may come after a token, or null where the token may not stand. Keeps the list of open brackets. */
function follow(expected: Expected, token: string, open: string[]): Expected | null {
  const closes = expected.endsWith('or end') && token === (open.at(-1) === '{' ? '}' : ']');
  if (closes) {
    open.pop();
    return open.length === 0 ? 'nothing' : 'comma or end';
  }
  switch (expected) {
    case 'value':
    case 'value or end':
      if (token === '{' || token === '[') {
        open.push(token);
        return token === '{' ? 'key or end' : 'value or end';
      }
      if (/^[}\],:]/.test(token)) return null;
      return open.length === 0 ? 'nothing' : 'comma or end';
    case 'key':
    case 'key or end':
      return token.startsWith('"') ? 'colon' : null;
    case 'colon':
      return token === ':' ? 'value' : null;
    case 'comma or end':
      if (token !== ',') return null;
      return open.at(-1) === '{' ? 'key' : 'value';
    case 'nothing':
      return null;
  }
}

function describe(text: string, at: number): string {
  if (text[at] === '"') return 'a text that does not end, or holds a sign that JSON wants escaped,';
  const [word] = /^[\w.+-]{1,30}|^./su.exec(text.slice(at, at + 30)) ?? [''];
  return `unexpected ${JSON.stringify(word)}`;
}

/** Lines and columns are counted from 1, columns in UTF-16 units, as editors do. */
function placeOf(text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
