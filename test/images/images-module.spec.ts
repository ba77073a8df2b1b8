import { AppConfig, ConfigModule, readConfig } from '@gatehouse/config';
import { AnalysisService, checkIntake, ImageDecoder, ImagesModule, intakeLimits } from '@gatehouse/images';
import { Test } from '@nestjs/testing';
import { sample } from '../support/images/samples.js';

describe('ImagesModule', () => {
  it('takes an image from text to pixels, and stops its decoder with the application', async () => {
    const values = readConfig({ DECODER_PROCESSES: '1', LOG_LEVEL: 'silent' });
    const module = await Test.createTestingModule({
      imports: [ConfigModule.forRoot(values), ImagesModule],
    }).compile();
    const application = await module.createNestApplication({ logger: false }).init();
    const png = await sample('png', 12, 8);

    const text = Buffer.from(png).toString('base64');
    const { bytes, mimeType } = await module
      .get(AnalysisService)
      .acquire({ kind: 'base64', text, mimeType: 'image/png' });
    const inspection = checkIntake(bytes, mimeType, intakeLimits(module.get(AppConfig)));
    const decoder = module.get(ImageDecoder);
    const decoded = await decoder.decode(bytes, inspection, { format: 'grey', maxSide: null });
    expect(decoded.image.byteLength).toBe(12 * 8);

    await application.close();
    await expect(decoder.decode(bytes, inspection, { format: 'grey', maxSide: null })).rejects.toMatchObject({
      code: 'WORKER_LOST',
    });
  });
});
