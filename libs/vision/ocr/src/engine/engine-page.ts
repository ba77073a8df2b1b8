/** A rectangle in pixels of the picture that was read: from (x0, y0) to (x1, y1). */
export interface EngineBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** A word as the engine read it. */
export interface EngineWord {
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly box: EngineBox;
}

/** A line as the engine found it; without words where it only looked for lines. */
export interface EngineLine {
  readonly box: EngineBox;
  readonly words: readonly EngineWord[];
  /** Whether a paragraph begins with it. */
  readonly startsParagraph: boolean;
}

/** Reads the JSON text of Tesseract's `GetJSONText`: its lines, in reading order. */
export function parseEnginePage(json: string): readonly EngineLine[] {
  const page: unknown = JSON.parse(json);
  return items(page, 'blocks')
    .flatMap((block) => items(block, 'paragraphs'))
    .flatMap((paragraph) => items(paragraph, 'lines').map((line, i) => engineLine(line, i === 0)));
}

function engineLine(line: unknown, startsParagraph: boolean): EngineLine {
  return {
    box: engineBox(property(line, 'bbox')),
    words: items(line, 'words').map(engineWord),
    startsParagraph,
  };
}

function engineWord(word: unknown): EngineWord {
  const text = property(word, 'text');
  return {
    text: typeof text === 'string' ? text.trim() : '',
    confidence: Math.min(1, Math.max(0, number(word, 'confidence') / 100)),
    box: engineBox(property(word, 'bbox')),
  };
}

function engineBox(box: unknown): EngineBox {
  return { x0: number(box, 'x0'), y0: number(box, 'y0'), x1: number(box, 'x1'), y1: number(box, 'y1') };
}

/** Tesseract leaves out or nulls what a level does not have: a block that is a picture has no paragraphs. */
function items(owner: unknown, key: string): readonly unknown[] {
  const value = property(owner, key);
  return Array.isArray(value) ? value : [];
}

function number(owner: unknown, key: string): number {
  const value = property(owner, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function property(owner: unknown, key: string): unknown {
  return typeof owner === 'object' && owner !== null ? Reflect.get(owner, key) : undefined;
}
