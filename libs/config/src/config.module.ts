import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AppConfig } from './app-config.js';
import type { SettingValues } from './settings.js';

/** Gives every module the settings of this process. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(values: SettingValues): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: AppConfig, useValue: AppConfig.of(values) }],
      exports: [AppConfig],
    };
  }
}
