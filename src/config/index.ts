export { readSettings, type Environment } from './read-settings.js';
export type {
  ChannelSettings,
  LogLevel,
  RegisteredNetwork,
  RoleGroups,
  Settings,
  SignInSettings,
  StoreSettings,
} from './settings.js';
export { SETTINGS, type SettingDefinition, type SettingName } from './table.js';
