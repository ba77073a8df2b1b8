import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { GreyImage } from './grey-image.ts';

/** The plugin's result, as `output_schema` has it. */
export interface BarcodeResult {
  readonly codes: readonly {
    readonly format: string;
    readonly text: string;
    readonly bytes: string;
    readonly position: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
    readonly orientation: number;
  }[];
}

interface Manifest {
  readonly input: { readonly max_side: number };
  readonly options_schema: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  readonly output_schema: object;
}

/** What plugin-child.mjs sends. */
interface Reply {
  readonly output?: BarcodeResult;
  readonly failure?: string;
  readonly cpu_ms?: number;
}

const ROOT = new URL('../../../', import.meta.url);
/** What the process may read: itself, the plugin, and the packages the plugin is made of. */
const READABLE = [
  'package.json',
  'test/support/barcodes/plugin-child.mjs',
  'libs/vision/barcode',
  'libs/plugin-sdk',
  'node_modules/@gatehouse',
  'node_modules/zxing-wasm',
];

/** The manifest, as it lies beside the plugin's package.json. */
export const BARCODE_MANIFEST = JSON.parse(
  readFileSync(new URL('libs/vision/barcode/plugin.json', ROOT), 'utf8'),
) as Manifest; // its own schema is tested where manifests are read

/** The built plugin in a process of its own, under Node's permission model: no network, no files but its packages'. */
export class BarcodeProcess {
  /** Processor time that the last execution took, in milliseconds: a busy machine does not lengthen it. */
  cpuMs = 0;
  private readonly child: ChildProcess;

  constructor() {
    this.child = fork(fileURLToPath(new URL('test/support/barcodes/plugin-child.mjs', ROOT)), {
      execArgv: [
        '--permission',
        ...READABLE.map((path) => `--allow-fs-read=${fileURLToPath(new URL(path, ROOT))}`),
      ],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  /** Decodes the file to upright grey pixels within `max_side`, as the intake does, and reads it. */
  async readFile(file: Buffer, options: Readonly<Record<string, unknown>> = {}): Promise<BarcodeResult> {
    const side = BARCODE_MANIFEST.input.max_side;
    const upright = await sharp(file)
      .autoOrient()
      .flatten({ background: '#fff' })
      .toBuffer({ resolveWithObject: true });
    const { data, info } = await sharp(upright.data)
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return this.readPixels({ data, width: info.width, height: info.height }, options, upright.info);
  }

  /** Reads the pixels. Rejects with what the plugin threw, or when its process ended. */
  async readPixels(
    { data, width, height }: GreyImage,
    options: Readonly<Record<string, unknown>> = {},
    original: { readonly width: number; readonly height: number } = { width, height },
  ): Promise<BarcodeResult> {
    const image = new Uint8Array(data); // a Buffer would arrive as one, with its methods
    const { width: originalWidth, height: originalHeight } = original;
    this.child.send({
      image,
      mimeType: 'image/png',
      width,
      height,
      original: { width: originalWidth, height: originalHeight },
      options: { ...defaultOptions(), ...options },
    });
    const settled = new AbortController();
    const { signal } = settled;
    const ended = once(this.child, 'exit', { signal }).then(() => [{ failure: 'the process ended' }]);
    const [reply] = (await Promise.race([once(this.child, 'message', { signal }), ended])) as [Reply];
    settled.abort();
    ended.catch(() => undefined); // the one that lost is aborted
    this.cpuMs = reply.cpu_ms ?? 0;
    if (reply.output === undefined) throw new Error(reply.failure ?? 'no output');
    return reply.output;
  }

  /** Ends the process. */
  close(): void {
    this.child.kill('SIGKILL');
  }
}

function defaultOptions(): Record<string, unknown> {
  const { properties } = BARCODE_MANIFEST.options_schema;
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, schema.default]));
}
