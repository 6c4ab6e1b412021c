import { readTable } from './read-table.js';

/** Each vocabulary's table and its file. */
const vocabularyFiles = {
  programme: 'programmes.csv',
  body: 'bodies.csv',
  outreach_kind: 'outreach-kinds.csv',
  sector: 'sectors.csv',
  recipient_kind: 'recipient-kinds.csv',
  appeal_topic: 'appeal-topics.csv',
  facility_kind: 'facility-kinds.csv',
} as const;

export type VocabularyTable = keyof typeof vocabularyFiles;
export const vocabularyTables = Object.keys(vocabularyFiles) as VocabularyTable[];

export interface Term {
  code: string;
  nameKk: string;
  nameRu: string;
  nameEn: string;
}

export type Vocabulary = Record<VocabularyTable, Term[]>;

/** The terms that records refer to by code, read from the project's reference files. */
export function readVocabulary(): Vocabulary {
  return Object.fromEntries(vocabularyTables.map((table) => [table, readTerms(vocabularyFiles[table])])) as Vocabulary;
}

function readTerms(file: string): Term[] {
  return readTable(file, ['code', 'name_kk', 'name_ru', 'name_en']).map((row) => ({
    code: row.code,
    nameKk: row.name_kk,
    nameRu: row.name_ru,
    nameEn: row.name_en,
  }));
}
