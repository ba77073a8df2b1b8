import type { SettingValues } from './settings.js';

/** The settings of this process, as an injectable value. Its keys are the names of the environment variables. */
export abstract class AppConfig {
  /** Wraps values so that Nest can inject them by class. */
  static of(values: SettingValues): AppConfig {
    return Object.freeze({ values });
  }

  abstract readonly values: SettingValues;
}
