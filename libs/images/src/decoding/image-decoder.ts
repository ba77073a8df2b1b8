import { AppConfig, type SettingValues } from '@gatehouse/config';
import type { InputFormat, JsonObject } from '@gatehouse/contracts';
import { SandboxPool, type SandboxReply, type SandboxSpec } from '@gatehouse/sandbox';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { imageDigest } from '../image-digest.js';
import type { ImageInspection, PixelSize } from '../inspection/image-inspection.js';
import { decodeFailure } from './decode-failure.js';
import type { DecodeRequest } from './decode-request.js';
import { decoderSpec } from './decoder-spec.js';
import type { CaptionedBox } from '../rendering/captioned-box.js';
import type { RenderRequest } from '../rendering/render-request.js';
import { SoundImages } from './sound-images.js';

/** What is wanted of an image, and for how long. */
export interface DecodeOptions {
  readonly format: InputFormat;
  /** Pixels are scaled down until neither side is longer; null leaves them as they are. */
  readonly maxSide: number | null;
  readonly signal?: AbortSignal;
}

/** What is drawn on an image. */
export interface RenderOptions {
  readonly boxes: readonly CaptionedBox[];
  readonly maxSide: number;
  readonly signal?: AbortSignal | undefined;
}

/** An image as a plugin is given it. */
export interface DecodedImage extends PixelSize {
  /** "encoded": the bytes as they came. "rgba", "grey": upright 8-bit sRGB pixels of 4 or 1 bytes, row by row. */
  readonly image: Uint8Array;
  /** The upright image before it was scaled down. */
  readonly original: PixelSize;
}

/** The clock is but a backstop: on a busy machine most of the time that passes is not the image's. */
const CLOCK_TO_CPU = 20;

/** The most that decoding one image may take, in milliseconds, once a decoder is ready. */
export function decodeTimeoutMs({ IMAGE_MAX_DECODE_MS }: Pick<SettingValues, 'IMAGE_MAX_DECODE_MS'>): number {
  return IMAGE_MAX_DECODE_MS * CLOCK_TO_CPU;
}

/** Decodes images in hardened processes; no byte of an image is decoded in this one. */
@Injectable()
export class ImageDecoder implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly spec: SandboxSpec;
  readonly #pool: SandboxPool;
  private readonly sound = new SoundImages();

  /** Processor time that one image may take: what the image is, not what else the machine does, decides. */
  private readonly maxCpuMs: number;
  private readonly timeoutMs: number;

  constructor(config: AppConfig) {
    this.spec = decoderSpec(config.values);
    this.maxCpuMs = config.values.IMAGE_MAX_DECODE_MS;
    this.timeoutMs = decodeTimeoutMs(config.values);
    this.#pool = new SandboxPool(this.spec);
  }

  /** Starts a process, so that the first image does not wait for it. */
  async onApplicationBootstrap(): Promise<void> {
    await this.#pool.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.close();
  }

  /**
   * Decodes the first frame of an image; of "encoded" it only makes sure that it can be done.
   *
   * @param inspection what the intake said of the same bytes
   * @throws GatehouseError IMAGE_UNDECODABLE, IMAGE_TOO_COSTLY, QUEUE_FULL, EXECUTION_CANCELLED
   */
  async decode(
    bytes: Uint8Array,
    inspection: ImageInspection,
    options: DecodeOptions,
  ): Promise<DecodedImage> {
    if (options.format !== 'encoded') return asPixels(await this.askForPixels(bytes, inspection, options));
    await this.makeSure(bytes, inspection, options);
    return asSent(bytes, inspection);
  }

  /**
   * Draws boxes on the first frame of an image, upright and scaled down until neither side is longer than `maxSide`.
   *
   * @param boxes in pixels of the upright image as it came
   * @returns a JPEG
   * @throws GatehouseError as {@link decode} does
   */
  async render(
    bytes: Uint8Array,
    inspection: ImageInspection,
    { boxes, maxSide, signal }: RenderOptions,
  ): Promise<Uint8Array> {
    const { largest } = inspection;
    const maxPixels = largest.width * largest.height;
    const request = { boxes, maxSide, maxPixels, cpuMs: this.maxCpuMs } satisfies RenderRequest;
    const header = { ...request, boxes: boxes.map((box) => ({ ...box })) };
    return (await this.ask(header, bytes, signal)).body;
  }

  /** Has the image decoded, unless the very same bytes were before. */
  private async makeSure(
    bytes: Uint8Array,
    inspection: ImageInspection,
    options: DecodeOptions,
  ): Promise<void> {
    const digest = (): Promise<string> => imageDigest(bytes);
    const cancelled = options.signal?.aborted === true; // then it is refused below
    if (!cancelled && (await this.sound.has(bytes.byteLength, digest))) return;
    await this.askForPixels(bytes, inspection, options);
    void digest().then((value) => {
      this.sound.add(bytes.byteLength, value);
    });
  }

  private async askForPixels(
    bytes: Uint8Array,
    inspection: ImageInspection,
    { format, maxSide, signal }: DecodeOptions,
  ): Promise<SandboxReply> {
    const { width, height, largest } = inspection;
    const maxPixels = largest.width * largest.height;
    const cpuMs = this.maxCpuMs;
    const request: DecodeRequest = { format, maxSide, width, height, maxPixels, cpuMs };
    return this.ask({ ...request }, bytes, signal);
  }

  private async ask(
    header: JsonObject,
    body: Uint8Array,
    signal: AbortSignal | undefined,
  ): Promise<SandboxReply> {
    const { timeoutMs, maxCpuMs: cpuMs } = this;
    try {
      return await this.#pool.call({
        header,
        body,
        timeoutMs,
        ...(signal && { signal }),
      });
    } catch (failure) {
      throw decodeFailure(failure, { ...this.spec, cpuMs, timeoutMs });
    }
  }
}

function asSent(image: Uint8Array, { width, height, orientation }: ImageInspection): DecodedImage {
  const onItsSide = orientation >= 5;
  return { image, width, height, original: onItsSide ? { width: height, height: width } : { width, height } };
}

function asPixels({ header, body }: SandboxReply): DecodedImage {
  const { width, height, original } = header as JsonObject & Omit<DecodedImage, 'image'>; // our own program's reply
  return { image: body, width, height, original };
}
