import { describe, expect, it } from '@jest/globals';
import type { AreaRow, AreaState, LinkRow } from './area-state.js';
import { planEdition, type PlannedEdition } from './plan-edition.js';
import type { ClassifierArea } from './read-classifier.js';

const day = '2026-07-17';

function village(code: string, kk: string, over: Partial<ClassifierArea> = {}): ClassifierArea {
  return {
    row: 2,
    code,
    parentCode: '117000000',
    level: 'SETTLEMENT',
    kind: 'VILLAGE',
    nameKk: `${kk} ауылы`,
    nameRu: `село ${kk}`,
    nameEn: kk,
    classifierNameKk: `${kk} а.`,
    classifierNameRu: `с.${kk}`,
    ...over,
  };
}

function stored(area: ClassifierArea, over: Partial<AreaRow> = {}): AreaRow {
  const { code, level, kind } = area;
  return {
    code,
    level,
    kind,
    name_kk: area.nameKk,
    name_ru: area.nameRu,
    name_en: area.nameEn,
    name_en_transliterated: true,
    classifier_name_kk: area.classifierNameKk,
    classifier_name_ru: area.classifierNameRu,
    ...over,
  };
}

function stateOf(areas: readonly AreaRow[], links: readonly LinkRow[] = areas.map(linkOf)): AreaState {
  const byArea = new Map<string, LinkRow[]>();
  for (const link of links) byArea.set(link.area_code, [...(byArea.get(link.area_code) ?? []), link]);
  return { areas: new Map(areas.map((area) => [area.code, area])), links: byArea, formerNames: [], successors: [] };
}

function linkOf({ code }: { code: string }): LinkRow {
  return { area_code: code, parent_code: '117000000', valid_from: '-infinity', valid_to: 'infinity' };
}

function plan(state: AreaState, areas: readonly ClassifierArea[], over: Partial<PlannedEdition> = {}) {
  return planEdition(state, { areas, inForceOn: day, isFirst: false, isAbout: () => true, successors: [], ...over });
}

const one = village('117033100', 'Бір');
const two = village('117033200', 'Екі');

describe('planEdition', () => {
  it('changes nothing where the file says what is there', () => {
    expect(plan(stateOf([stored(one)]), [one])).toMatchObject({ writes: [], changes: [], counts: { UNCHANGED: 1 } });
  });

  it('adds an area from the day on, and without a start by the first edition', () => {
    const fromOf = (isFirst: boolean) =>
      plan(stateOf([stored(one)]), [one, two], { isFirst }).writes.flatMap(({ target, after }) =>
        target === 'area_parent' ? [(after as LinkRow).valid_from] : [],
      );
    expect(fromOf(false)).toEqual([day]);
    expect(fromOf(true)).toEqual(['-infinity']);
  });

  it('keeps a name of our own when the classifier is first heard of, and takes only the spelling of it', () => {
    const own = stored(one, { name_kk: 'Бірінші ауылы', classifier_name_kk: null, classifier_name_ru: null });
    const { writes, counts } = plan(stateOf([own]), [one], { isFirst: true });
    expect(counts.RENAMED).toBe(0);
    expect(writes).toEqual([
      {
        target: 'area',
        before: own,
        after: { ...own, classifier_name_kk: 'Бір а.', classifier_name_ru: 'с.Бір' },
      },
    ]);
  });

  it('tells a new name from another spelling of an abbreviation, and keeps the old one until the day', () => {
    const respelt = village('117033100', 'Бір', { classifierNameKk: 'Бір  а', classifierNameRu: 'с. Бір' });
    expect(plan(stateOf([stored(one)]), [respelt]).counts).toMatchObject({ RENAMED: 0, UNCHANGED: 1 });
    const renamed = village('117033100', 'Жаңа');
    const { changes, writes } = plan(stateOf([stored(one)]), [renamed]);
    expect(changes).toEqual([
      { outcome: 'RENAMED', code: '117033100', name: 'Жаңа ауылы', from: 'Бір ауылы', to: 'Жаңа ауылы' },
    ]);
    expect(writes).toContainEqual({
      target: 'area_former_name',
      before: null,
      after: { area_code: '117033100', until: day, name_kk: 'Бір ауылы', name_ru: 'село Бір', name_en: 'Бір' },
    });
  });

  it('leaves the name in the other language as people had corrected it', () => {
    const corrected = stored(one, { name_ru: 'село Первое' });
    const inKazakh = village('117033100', 'Жаңа', { nameRu: 'село Бір', classifierNameRu: 'с.Бір' });
    const [write] = plan(stateOf([corrected]), [inKazakh]).writes;
    expect(write!.after).toMatchObject({ name_kk: 'Жаңа ауылы', name_ru: 'село Первое' });
  });

  it('moves an area by ending its link on the day and beginning the next', () => {
    const moved = village('117033100', 'Бір', { parentCode: '117037000' });
    expect(plan(stateOf([stored(one)]), [moved])).toMatchObject({
      counts: { MOVED: 1 },
      replaced: ['117033100'],
      writes: [
        { target: 'area_parent', after: { parent_code: '117000000', valid_to: day } },
        { target: 'area_parent', after: { parent_code: '117037000', valid_from: day, valid_to: 'infinity' } },
      ],
    });
  });

  it('retires what the file is about and lacks, and nothing else', () => {
    const state = stateOf([stored(one), stored(two)]);
    expect(plan(state, [one])).toMatchObject({ retired: ['117033200'], known: 2, counts: { RETIRED: 1 } });
    expect(plan(state, [one], { isAbout: (code) => code === '117033100' }).retired).toEqual([]);
  });

  it('takes a link away that began on the very day, for it never held', () => {
    const link = { ...linkOf(two), valid_from: day };
    const { writes } = plan(stateOf([stored(one), stored(two)], [linkOf(one), link]), [one]);
    expect(writes).toEqual([{ target: 'area_parent', before: link, after: null }]);
  });

  it('brings back an area that was no more', () => {
    const ended = { ...linkOf(one), valid_to: '2020-01-01' };
    expect(plan(stateOf([stored(one)], [ended]), [one])).toMatchObject({ counts: { RETURNED: 1, UNCHANGED: 0 } });
  });

  it('names what may be the successor of an area that is no more, and guesses nothing', () => {
    const recoded = village('117099100', 'Бір');
    const { candidates, writes } = plan(stateOf([stored(one)]), [recoded]);
    expect(candidates).toEqual([{ fromCode: '117033100', toCode: '117099100', name: 'Бір ауылы' }]);
    expect(writes.map(({ target }) => target)).not.toContain('area_successor');
    const successor = { from_code: one.code, to_code: recoded.code, happened_on: day, kind: 'RENAMED', note: '' };
    const told = plan(stateOf([stored(one)]), [recoded], { successors: [successor] });
    expect(told.candidates).toEqual([]);
    expect(told.writes).toContainEqual({ target: 'area_successor', before: null, after: successor });
  });
});
