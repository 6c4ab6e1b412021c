export { ConfigError } from './config-error.js';
export type { ConfigFault } from './config-error.js';
export { isDatabaseUrl, redactUrl } from './database-url.js';
export type { Environment } from './environment.js';
export { loadConfig } from './load-config.js';
export type { Config, LogLevel, NodeEnv } from './load-config.js';
export { settings } from './settings.js';
export type { Setting } from './settings.js';
export { findWorkspaceRoot } from './workspace-root.js';
