import { resolve } from 'node:path';
import type { SettingValues } from '@gatehouse/config';
import { builtProgram, type SandboxSpec } from '@gatehouse/sandbox';

const MEGABYTE = 1024 * 1024;
const START_TIMEOUT_MS = 20_000;
/** RGBA, the widest that is handed over. */
const REPLY_BYTES_A_PIXEL = 4;
const REPLY_HEADER_BYTES = 64 * 1024;
/** libvips, its codecs and their line buffers, whatever the image. */
const BASE_MEMORY_MB = 192;
/** The image decoded, in libvips and in the codec, which for AVIF keeps several frames to refer to. */
const DECODED_COPIES = 5;
/** The pixels handed over, in libvips and on their way. */
const REPLY_COPIES = 2;

/** How the processes that decode images are held, given the largest image that is let through to them. */
export function decoderSpec(values: SettingValues): SandboxSpec {
  const maxReplyBytes = values.IMAGE_MAX_PIXELS * REPLY_BYTES_A_PIXEL + REPLY_HEADER_BYTES;
  const imageBytes =
    values.IMAGE_MAX_BYTES + values.IMAGE_MAX_DECODED_BYTES * DECODED_COPIES + maxReplyBytes * REPLY_COPIES;
  return {
    name: 'decoder',
    owner: resolve(values.DATA_DIR),
    program: builtProgram(new URL('./decoder-program.js', import.meta.url)),
    argument: {},
    readPaths: [],
    writePaths: [],
    addons: true,
    network: false,
    memoryMb: BASE_MEMORY_MB + Math.ceil(imageBytes / MEGABYTE),
    startTimeoutMs: START_TIMEOUT_MS,
    maxReplyBytes,
    maxProcesses: values.DECODER_PROCESSES,
    idleMs: values.SANDBOX_IDLE_MS,
    maxQueue: values.EXECUTION_MAX_IN_FLIGHT,
  };
}
