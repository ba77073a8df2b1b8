/** An element of a document of XML. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const TAG =
  /^<(?:\/(?<closing>[\w:-]+)\s*|(?<name>[\w:-]+)(?<given>(?:\s+[\w:-]+="(?:[^"<&]|&(?:amp|lt|gt|quot|apos|#\d+);)*")*)\s*(?<empty>\/)?)>/;
const TEXT = /^(?:[^<&>]|&(?:amp|lt|gt|quot|apos|#\d+);)+/;

/**
 * The elements of a document, in their order. It takes less than XML allows: no comments, no declarations.
 *
 * @throws Error where it is not well-formed
 */
export function readXml(text: string): XmlElement[] {
  const elements: XmlElement[] = [];
  const open: string[] = [];
  for (let rest = text.trim(); rest !== '';) {
    const tag = TAG.exec(rest);
    const token = tag ?? (open.length > 0 ? TEXT.exec(rest) : null);
    if (token === null) throw new Error(`no XML: ${rest.slice(0, 80)}`);
    rest = rest.slice(token[0].length);
    if (tag === null) continue;
    const { closing, name = '', given = '', empty } = tag.groups ?? {};
    if (closing !== undefined) {
      if (open.pop() !== closing) throw new Error(`</${closing}> closes something else`);
      continue;
    }
    if (open.length === 0 && elements.length > 0) throw new Error(`a second root: ${name}`);
    elements.push({ name, attributes: attributesOf(given) });
    if (empty === undefined) open.push(name);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(', ')}`);
  return elements;
}

function attributesOf(given: string): Map<string, string> {
  const pairs = [...given.matchAll(/([\w:-]+)="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) throw new Error(`told twice: ${given}`);
  return new Map(pairs);
}
