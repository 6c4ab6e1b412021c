import type { Sql } from '../sql.js';
import type { LoadCounts, SetTarget } from './upsert-set.js';
import { addCounts, noRows, upsertSet } from './upsert-set.js';
import type { Vocabulary } from './vocabulary.js';
import { readVocabulary, vocabularyTables } from './vocabulary.js';

/** Adds the terms that are missing. A term that is there keeps its names, for people may rename it. */
export async function loadVocabulary(sql: Sql, vocabulary: Vocabulary = readVocabulary()): Promise<LoadCounts> {
  let counts = noRows;
  for (const table of vocabularyTables) {
    const rows = vocabulary[table].map(({ code, nameKk, nameRu, nameEn }) => [code, nameKk, nameRu, nameEn]);
    counts = addCounts(counts, await upsertSet(sql, { ...termTarget, table }, rows));
  }
  return counts;
}

const termTarget: Omit<SetTarget, 'table'> = {
  keyLength: 1,
  onlyMissing: true,
  columns: [
    { name: 'code', type: 'text' },
    { name: 'name_kk', type: 'text' },
    { name: 'name_ru', type: 'text' },
    { name: 'name_en', type: 'text' },
  ],
};
