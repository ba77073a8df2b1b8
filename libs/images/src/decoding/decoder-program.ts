import type { JsonObject } from '@gatehouse/contracts';
import type { ProgramReply, SandboxProgram } from '@gatehouse/sandbox';
import { decodePixels } from './decode-pixels.js';
import { readDecodeRequest, type DecodeRequest } from './decode-request.js';
import { hardenSharp } from './harden-sharp.js';
import { LargeGarbage } from './large-garbage.js';
import { verifyDecodes } from './verify-decodes.js';
import { renderPicture } from '../rendering/render-picture.js';
import { asksForPicture, readRenderRequest, type RenderRequest } from '../rendering/render-request.js';
import { withinCpuTime } from './within-cpu-time.js';

/** The program of a decoder's process: turns files into pixels, and pixels with boxes on them into pictures. */
export class DecoderProgram implements SandboxProgram {
  private readonly garbage = new LargeGarbage();

  initialize(): Promise<void> {
    hardenSharp();
    return Promise.resolve();
  }

  async call(header: JsonObject, body: Uint8Array): Promise<ProgramReply> {
    await this.garbage.free();
    this.garbage.add(body.byteLength);
    if (asksForPicture(header)) {
      const wanted = readRenderRequest(header);
      return withinCpuTime(render(body, wanted), wanted.cpuMs);
    }
    const request = readDecodeRequest(header);
    return withinCpuTime(this.decode(body, request), request.cpuMs);
  }

  private async decode(body: Uint8Array, request: DecodeRequest): Promise<ProgramReply> {
    if (request.format === 'encoded') {
      await verifyDecodes(body, request);
      return { header: {} };
    }
    const { width, height, original, pixels } = await decodePixels(body, request);
    this.garbage.add(pixels.byteLength);
    return { header: { width, height, original: { ...original } }, body: pixels };
  }
}

async function render(body: Uint8Array, request: RenderRequest): Promise<ProgramReply> {
  return { header: {}, body: await renderPicture(body, request) };
}
