export { AppConfig } from './app-config.js';
export { ConfigModule } from './config.module.js';
export { ConfigError, readConfig, SETTING_NAMES } from './read-config.js';
export { SETTINGS, type SettingName, type SettingValues } from './settings.js';
export type { Setting } from './setting.js';
