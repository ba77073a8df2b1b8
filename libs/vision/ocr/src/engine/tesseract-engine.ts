import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import english from '@tesseract.js-data/eng';
import getCore from 'tesseract.js/src/worker-script/node/getCore.js';
import type { GreyImage } from '../pixels/grey-image.js';
import { parseEnginePage, type EngineLine } from './engine-page.js';
import { toPgm } from './pgm.js';
import { SEGMENTATION, type Segmentation } from './segmentation.js';
import type { TesseractApi, TesseractCore } from './tesseract-core.js';

/** Tesseract's neural engine alone; the legacy one needs three times the data and reads worse. */
const LSTM_ONLY = 1;
const LANGUAGE = 'eng';
/** The more accurate of the two sets of data in the package, and the smaller one: 3 MB against 11 MB. */
const DATA_SET = '4.0.0_best_int';

/**
 * Tesseract in this very process: tesseract.js without its worker thread, which a plugin may not have. Calls block
 * until they are done; whoever holds the process kills it when they take too long.
 */
export class TesseractEngine {
  private constructor(
    private readonly core: TesseractCore,
    private readonly api: TesseractApi,
  ) {}

  /**
   * Loads the WebAssembly build and the English data, both from their packages.
   *
   * @throws Error when the data does not serve
   */
  static async start(): Promise<TesseractEngine> {
    const create = await getCore(LSTM_ONLY, null, { progress: () => undefined });
    const core = (await create({ print: () => undefined, printErr: () => undefined })) as TesseractCore; // the package has no types of its own for it
    const packed = await readFile(join(dirname(english.langPath), DATA_SET, `${LANGUAGE}.traineddata.gz`));
    core.FS.writeFile(`./${LANGUAGE}.traineddata`, await promisify(gunzip)(packed));
    const api = new core.TessBaseAPI();
    if (api.Init(null, LANGUAGE, LSTM_ONLY) !== 0) throw new Error('Tesseract refused its English data.');
    return new TesseractEngine(core, api);
  }

  /** Finds the lines of a page without reading them: some ten times faster than reading. */
  findLines(page: GreyImage): readonly EngineLine[] {
    this.show(page, SEGMENTATION.auto);
    this.api.AnalyseLayout();
    return parseEnginePage(this.api.GetJSONText());
  }

  /** Reads a page whose text is upright. */
  read(page: GreyImage, segmentation: Segmentation): readonly EngineLine[] {
    this.show(page, SEGMENTATION[segmentation]);
    this.api.Recognize(null);
    return parseEnginePage(this.api.GetJSONText());
  }

  private show(page: GreyImage, pageSegMode: string): void {
    this.api.SetVariable('tessedit_pageseg_mode', pageSegMode);
    this.core.FS.writeFile('/input', toPgm(page));
    if (this.api.SetImageFile(1, 0) === 1)
      throw new Error('Tesseract could not read the pixels it was given.');
  }
}
