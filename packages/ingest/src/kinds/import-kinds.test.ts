import { describe, expect, it } from '@jest/globals';
import { describeColumns, entities, hasDefault, tableOf, vocabularyTables } from '@oblys/database';
import { foldHeading, namesOf } from './match-headings.js';
import { columnsOf } from './import-kind.js';
import { getImportKind, importKinds } from './import-kinds.js';

const entityOf = (table: string) => entities.find((entity) => tableOf(entity) === table)!;

describe.each(importKinds.map((kind) => [kind.code, kind] as const))('%s', (_code, kind) => {
  const type = entityOf(kind.table);
  const own = describeColumns(type).filter(({ property }) => property !== 'personId');

  it('has a field for every column that people fill, as its table takes it', () => {
    const fields = kind.fields.filter(({ property }) => !['sourceRef', 'areaCode'].includes(property));
    expect(fields.map(({ property }) => property).sort()).toEqual(own.map(({ property }) => property).sort());
    for (const { property, isNullable } of own) {
      const field = fields.find((each) => each.property === property)!;
      expect([property, field.isRequired]).toEqual([property, !isNullable && !hasDefault(type, property)]);
    }
  });

  it('names each of its fields in three languages, and no two alike', () => {
    const names = columnsOf(kind).flatMap((field) => [...new Set(namesOf(field).map(foldHeading))]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names).not.toContain('');
  });

  it('knows the terms and the records that it names', () => {
    for (const { type: sort, vocabulary, kind: linked, choices, property } of kind.fields) {
      if (sort === 'TERM') expect(vocabularyTables).toContain(vocabulary);
      if (sort === 'RECORD') expect(getImportKind(linked!).table).toBe(linked!.replaceAll('-', '_'));
      if (sort === 'CHOICE') expect([property, choices!.length]).not.toEqual([property, 0]);
    }
  });
});

describe('importKinds', () => {
  it('has those that others name first', () => {
    const codes = importKinds.map(({ code }) => code);
    for (const [index, { fields }] of importKinds.entries()) {
      for (const { kind } of fields) if (kind !== undefined) expect(codes.indexOf(kind)).toBeLessThan(index);
    }
  });

  it('names the kinds there are where one is unknown', () => {
    expect(() => getImportKind('weather')).toThrow(/no kind of record "weather": there are akim-election, appeal, /);
  });
});
