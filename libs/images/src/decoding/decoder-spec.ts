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

/** How the processes that decode images are held, given the largest image that is let through to them. */
export function decoderSpec(values: SettingValues): SandboxSpec {
  const maxReplyBytes = values.IMAGE_MAX_PIXELS * REPLY_BYTES_A_PIXEL + REPLY_HEADER_BYTES;
  // The file, the image decoded and the pixels handed over: a decoder that needs a second copy works by rows.
  const imageBytes = values.IMAGE_MAX_BYTES + values.IMAGE_MAX_DECODED_BYTES + maxReplyBytes;
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
