import { ImportedFile } from '@oblys/database';
import { getImportKind } from '@oblys/ingest';
import type { KindDefinition } from './define-kind.js';
import { catalogueFilter, instantFilter } from './filters.js';
import { same } from './joins.js';
import { recordDefinitions } from './records.js';

/** Whoever sees a part of the tree sees the files that records there come from. */
export const importedFile: KindDefinition = {
  type: ImportedFile,
  key: ['id'],
  owners: recordDefinitions.map(({ type }) => ({ to: type, join: same({ importId: 'id' }) })),
  order: [
    { property: 'importedAt', type: 'timestamptz', direction: 'desc' },
    { property: 'id', type: 'uuid', direction: 'desc' },
  ],
  orderings: { importedAt: { type: 'timestamptz', description: 'When it was taken in.' } },
  filters: {
    kind: catalogueFilter('kind', 'What its rows are.', getImportKind),
    importedAt: instantFilter('importedAt', 'When it was taken in.'),
  },
};
