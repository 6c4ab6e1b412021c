export { createTestDatabase, onServer, testServerUrl } from './postgres.js';
export type { TestDatabase } from './postgres.js';
export { askGateway, createRecordingLogger, startTestGateway } from './gateway.js';
export type { GraphQLAnswer, LogEntry, TestGateway, TestGatewayOptions } from './gateway.js';
export { builtDemoTemplate, demoDay, demoTemplate, referenceTemplate } from './shared-templates.js';
export { seedRecord } from './gateway-records.js';
export { subscribe, transports } from './subscriptions.js';
export type { Subscribed, Transport } from './subscriptions.js';
export { confinedTo } from './viewers.js';
