export { openEmbeddedServer, removeEmbeddedServer } from './embedded-server.js';
export type { EmbeddedServer, EmbeddedServerOptions } from './embedded-server.js';
export { EmbeddedServerError } from './errors.js';
export type { EmbeddedServerErrorCode } from './errors.js';
