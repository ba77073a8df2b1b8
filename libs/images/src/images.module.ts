import { AppConfig } from '@gatehouse/config';
import { Module } from '@nestjs/common';
import { fetchPolicy } from './acquisition/url/fetch-policy.js';
import { ImageFetcher } from './acquisition/url/image-fetcher.js';
import { AnalysisService } from './analysis.service.js';
import { ImageDecoder } from './decoding/image-decoder.js';
import { PictureRenderer } from './rendering/picture-renderer.js';

/** Images from the request to the plugin. Needs the global ConfigModule. */
@Module({
  providers: [
    AnalysisService,
    ImageDecoder,
    PictureRenderer,
    {
      provide: ImageFetcher,
      useFactory: (config: AppConfig) => new ImageFetcher(fetchPolicy(config)),
      inject: [AppConfig],
    },
  ],
  exports: [AnalysisService, ImageDecoder, PictureRenderer],
})
export class ImagesModule {}
