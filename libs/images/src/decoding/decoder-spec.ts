import { resolve } from 'node:path';
import type { SettingValues } from '@gatehouse/config';
import { builtProgram, type SandboxSpec } from '@gatehouse/sandbox';

const MEGABYTE = 1024 * 1024;
/** Milliseconds that a decoder may take until it is ready. */
export const DECODER_START_TIMEOUT_MS = 20_000;
/** RGBA, the widest that is handed over. */
const REPLY_BYTES_A_PIXEL = 4;
const REPLY_HEADER_BYTES = 64 * 1024;
/** libvips, its codecs and their line buffers, whatever the image. */
const BASE_MEMORY_MB = 192;

/**
 * For glibc: one arena, and blocks of 4 MB or more of their own, which go back to the system when they are freed.
 * Otherwise what large images leave behind is kept in pieces, and after some of them a lawful one finds no room.
 */
const ALLOCATOR = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: String(4 * MEGABYTE) };

/** How the processes that decode images are held, given the largest image that is let through to them. */
export function decoderSpec(values: SettingValues): SandboxSpec {
  const maxReplyBytes = values.IMAGE_MAX_PIXELS * REPLY_BYTES_A_PIXEL + REPLY_HEADER_BYTES;
  // The file, the image decoded and the pixels handed over: a decoder that needs a second copy works by rows.
  const imageBytes = values.IMAGE_MAX_BYTES + values.IMAGE_MAX_DECODED_BYTES + maxReplyBytes;
  return {
    name: 'decoder',
    owner: resolve(values.DATA_DIR),
    program: builtProgram(new URL('./decoder-process.js', import.meta.url)),
    argument: {},
    environment: ALLOCATOR,
    readPaths: [],
    writePaths: [],
    addons: true,
    network: false,
    memoryMb: BASE_MEMORY_MB + Math.ceil(imageBytes / MEGABYTE),
    startTimeoutMs: DECODER_START_TIMEOUT_MS,
    maxReplyBytes,
    maxProcesses: values.DECODER_PROCESSES,
    idleMs: values.SANDBOX_IDLE_MS,
    maxQueue: values.EXECUTION_MAX_IN_FLIGHT,
  };
}
