type Facts = Readonly<Record<string, unknown>>;

const WIDTH = 72;

/** A plugin's result in a few words. */
export function summarise(plugin: string, result: Facts): string {
  switch (plugin) {
    case 'barcode':
      return (
        oneLine(
          list(result['codes'])
            .map(({ format, text }) => `${asText(format)} ${asText(text)}`)
            .join(', '),
        ) || 'no codes'
      );
    case 'ocr':
      return quote(asText(result['text'])) || 'no text';
    case 'similarity':
      return asText(result['hash']);
    case 'metadata':
      return describeFile(result);
    case 'palette':
      return oneLine(
        `${asText(result['tone'])}: ${list(result['colors'])
          .map(({ name }) => asText(name))
          .join(', ')}`,
      );
    case 'quality':
      return oneLine(
        [`score ${asText(result['score'])}`, ...list(result['issues']).map(({ code }) => asText(code))].join(
          ', ',
        ),
      );
    case 'detect':
      return (
        oneLine(
          list(result['objects'])
            .map(({ label }) => asText(label))
            .join(', '),
        ) || 'no objects'
      );
    case 'faces':
      return `${list(result['faces']).length} faces`;
    default:
      return oneLine(JSON.stringify(result));
  }
}

function describeFile(result: Facts): string {
  const { format, width, height, gps, captured_at: capturedAt } = result;
  const parts = [`${asText(format)} ${asText(width)} x ${asText(height)}`];
  if (typeof capturedAt === 'string') parts.push(capturedAt);
  if (isFacts(gps)) parts.push(`at ${asText(gps['latitude'])}, ${asText(gps['longitude'])}`);
  return oneLine(parts.join(', '));
}

function quote(text: string): string {
  return text.trim() === '' ? '' : oneLine(`"${text.trim()}"`);
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line;
}

function list(value: unknown): readonly Facts[] {
  return Array.isArray(value) ? value.filter(isFacts) : [];
}

function isFacts(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null;
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
