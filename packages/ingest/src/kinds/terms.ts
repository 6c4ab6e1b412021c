import type { Sql } from '@oblys/database';
import { vocabularyTables } from '@oblys/database';
import { closest } from 'fastest-levenshtein';
import { fault, type CellResult } from './cell-fault.js';
import { foldText } from './fold-text.js';
import type { Choice, ImportField } from './import-kind.js';

/** Values that may be chosen in a column, found by their code or any of their names. */
export class Choices {
  private readonly codesOf = new Map<string, Set<string>>();

  constructor(readonly choices: readonly Choice[]) {
    for (const { code, names } of choices) {
      for (const name of [code, names.kk, names.ru, names.en]) this.add(foldText(name), code);
    }
  }

  find(text: string): CellResult {
    const folded = foldText(text.slice(0, 500));
    const [code, ...others] = this.codesOf.get(folded) ?? [];
    if (code === undefined) return fault('UNKNOWN_TERM', { hint: this.nearest(folded) });
    return others.length === 0
      ? { value: code }
      : fault('AMBIGUOUS_TERM', { candidates: [code, ...others].join(', ') });
  }

  private add(name: string, code: string): void {
    this.codesOf.set(name, (this.codesOf.get(name) ?? new Set()).add(code));
  }

  /** The name, in the language that the text comes nearest to. */
  private nearest(folded: string): string {
    const names = this.choices.flatMap(({ names: { kk, ru, en } }) => [kk, ru, en]);
    const near = closest(folded.slice(0, 100), names.map(foldText));
    return names.find((name) => foldText(name) === near) ?? '';
  }
}

/** The vocabularies of the database by their tables. */
export type Terms = ReadonlyMap<string, Choices>;

export async function readTerms(sql: Sql): Promise<Terms> {
  const terms = new Map<string, Choices>();
  for (const table of vocabularyTables) {
    const rows = await sql.query<{ code: string; kk: string; ru: string; en: string }>(
      `/* import:terms ${table} */ select code, name_kk as kk, name_ru as ru, name_en as en from ${table} order by code`,
    );
    terms.set(table, new Choices(rows.map(({ code, kk, ru, en }) => ({ code, names: { kk, ru, en } }))));
  }
  return terms;
}

const ofKinds = new WeakMap<ImportField, Choices>();

/** What may be chosen in a column; null where anything may be written. */
export function choicesOf(field: ImportField, terms: Terms): Choices | null {
  if (field.type === 'TERM') return terms.get(field.vocabulary!) ?? null;
  if (field.choices === undefined) return null;
  const known = ofKinds.get(field) ?? new Choices(field.choices);
  ofKinds.set(field, known);
  return known;
}
