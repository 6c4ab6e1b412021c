import type { Database } from '@oblys/database';
import { listErasures, type ErasureList } from '@oblys/persons';
import type { GatewayLogger } from '../gateway-logger.js';

/**
 * Writes on the list who was erased with their last case. Where that cannot be, it is logged, and done by the next
 * who can: what was deleted is.
 */
export async function keepErasures(database: Database, list: ErasureList | null, logger: GatewayLogger): Promise<void> {
  if (list === null) return;
  try {
    await listErasures(database, list);
  } catch (error) {
    logger.error({ err: error }, 'who was erased could not be written on the list of erasures');
  }
}
