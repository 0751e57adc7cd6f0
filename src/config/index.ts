export { readSettings, type Environment } from './read-settings.js';
export type { LogLevel, RegisteredNetwork, Settings, StoreSettings } from './settings.js';
export { SETTINGS, SETTING_NAMES, type SettingDefinition, type SettingName } from './table.js';
