import { AppConfig, readConfig } from '@gatehouse/config';
import { checkIntake, ImageDecoder, intakeLimits } from '@gatehouse/images';
import type { Closable } from './with-open.ts';

/** The intake of JPEG files, in this process as in a server's. */
export interface Intake extends Closable {
  /** Takes in one file; resolves when it is known to be sound. One that was taken in before costs nothing. */
  take(file: Uint8Array): Promise<void>;
}

/** Opens an intake with one process that decodes. */
export async function openIntake(): Promise<Intake> {
  const config = AppConfig.of(readConfig({ DECODER_PROCESSES: '1' }));
  const limits = intakeLimits(config);
  const decoder = new ImageDecoder(config);
  await decoder.onApplicationBootstrap();
  return {
    take: async (file) => {
      await decoder.decode(file, checkIntake(file, 'image/jpeg', limits), {
        format: 'encoded',
        maxSide: null,
      });
    },
    close: () => decoder.onApplicationShutdown(),
  };
}
