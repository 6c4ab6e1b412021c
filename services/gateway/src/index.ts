import 'reflect-metadata';

export { errorCodes } from './errors/error-codes.js';
export { InvalidNodeIdError } from './errors/gateway-errors.js';
export type { GatewayLogger } from './gateway-logger.js';
export { InvalidCursorError } from './read-path/cursor.js';
export { buildGatewaySchema } from './schema/build-schema.js';
export { printGatewaySchema, schemaFile } from './schema/print-schema.js';
export { costHeader } from './server/operation-cost.js';
export type { SignInPage, SignInProvider } from './server/sign-in-settings.js';
export { startGateway } from './server/start-gateway.js';
export type { Gateway, GatewayOptions } from './server/start-gateway.js';
export { hashOfDocument } from './server/trusted-documents.js';
export type { TrustedDocumentsOptions } from './server/trusted-documents.js';
