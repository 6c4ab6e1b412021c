import type { Logger } from 'pino';

/** What the gateway asks of a logger; one of pino's does. */
export type GatewayLogger = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
