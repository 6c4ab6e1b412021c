import { MasterKeys } from '@oblys/persons';

/** By which the keys of persons in the shared demonstration are wrapped. */
export const testMasterKeys = MasterKeys.parse([Buffer.alloc(32, 'oblys').toString('base64')]);
