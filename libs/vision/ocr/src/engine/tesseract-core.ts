/** One instance of Tesseract in WebAssembly, with a memory and a small file system of its own. */
export interface TesseractCore {
  readonly FS: { writeFile(path: string, data: Uint8Array): void };
  readonly TessBaseAPI: new () => TesseractApi;
}

/** Tesseract's `TessBaseAPI`, as far as it is used here. All calls run to their end before they return. */
export interface TesseractApi {
  /** 0, or -1 when the language's data does not serve. */
  Init(dataPath: null, language: string, engineMode: number): number;
  SetVariable(name: string, value: string): boolean;
  /** Reads `/input` of the core's file system; 1 when it is not a picture. */
  SetImageFile(exifOrientation: number, radians: number): number;
  /** Finds the lines without reading them. */
  AnalyseLayout(): unknown;
  Recognize(monitor: null): number;
  /** What was found, as JSON text: blocks of paragraphs of lines of words of symbols. */
  GetJSONText(): string;
}
