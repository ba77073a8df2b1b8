import { Module } from '@nestjs/common';
import { AnalysisService } from './analysis.service.js';
import { ImageDecoder } from './decoding/image-decoder.js';

/** Images from the request to the plugin. Needs the global ConfigModule. */
@Module({
  providers: [AnalysisService, ImageDecoder],
  exports: [AnalysisService, ImageDecoder],
})
export class ImagesModule {}
