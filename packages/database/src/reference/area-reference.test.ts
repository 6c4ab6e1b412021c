import { describe, expect, it } from '@jest/globals';
import { addDays, countryCode, transliterateKazakh } from '@oblys/domain';
import type { ReferenceArea } from './area-reference.js';
import { readAreaReference } from './area-reference.js';

const { areas, parents, successors, populations } = readAreaReference();
const areaOf = new Map(areas.map((area) => [area.code, area]));
const inAkmola = (area: ReferenceArea) => area.code.startsWith('11') && area.code !== '110000000';

describe('the areas', () => {
  it('are the country, 20 regions, 228 districts, the 239 units of the third level of Akmola, and Bestobe', () => {
    expect(areas.filter(({ level }) => level === 'COUNTRY').map(({ code }) => code)).toEqual([countryCode]);
    expect(areas.filter(({ level }) => level === 'REGION')).toHaveLength(20);
    expect(areas.filter(({ level }) => level === 'DISTRICT')).toHaveLength(228);
    expect(areas.filter((area) => area.level === 'DISTRICT' && inAkmola(area))).toHaveLength(20);
    const below = areas.filter(({ level }) => level === 'RURAL_DISTRICT' || level === 'SETTLEMENT');
    expect(below.every(inAkmola)).toBe(true);
    expect(below.filter(({ code }) => code.endsWith('000'))).toHaveLength(239);
    expect(below.filter(({ code }) => !code.endsWith('000')).map(({ code }) => code)).toEqual(['111837100']);
  });

  it('have one kind each that their level allows', () =>
    expect(countBy(areas, ({ level, kind }) => `${level} ${kind}`)).toEqual({
      'COUNTRY COUNTRY': 1,
      'REGION REGION': 17,
      'REGION CITY_OF_REPUBLICAN_SIGNIFICANCE': 3,
      'DISTRICT DISTRICT': 170,
      'DISTRICT CITY_OF_REGIONAL_SIGNIFICANCE': 39,
      'DISTRICT CITY_DISTRICT': 19,
      'RURAL_DISTRICT RURAL_DISTRICT': 183,
      'RURAL_DISTRICT VILLAGE_ADMINISTRATION': 38,
      'SETTLEMENT CITY': 3,
      'SETTLEMENT TOWN_ADMINISTRATION': 3,
      'SETTLEMENT TOWNSHIP_ADMINISTRATION': 12,
      'SETTLEMENT TOWNSHIP': 1,
    }));

  it('have one code each and stand in the order of their codes', () => {
    const codes = areas.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it('carry whole names in one script, without abbreviations or stray spaces', () => {
    const cyrillic = /^[А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі]+(?:[ -][А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі]+)*$/u;
    const latin = /^[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*$/;
    expect(areas.filter(({ nameKk }) => !cyrillic.test(nameKk) || nameKk.length < 6)).toEqual([]);
    expect(areas.filter(({ nameRu }) => !cyrillic.test(nameRu) || nameRu.length < 6)).toEqual([]);
    expect(areas.filter(({ nameEn }) => !latin.test(nameEn))).toEqual([]);
  });

  it('say in every language what they are', () => {
    const wordsOf: Record<string, [kk: RegExp, ru: RegExp, en: RegExp]> = {
      REGION: [/ облысы$/, /^область | область$/, / Region$/],
      CITY_OF_REPUBLICAN_SIGNIFICANCE: [/ қаласы$/, /^город /, /^\w+$/],
      DISTRICT: [/ (ауданы|атындағы аудан)$/, /^район | район$/, / District$/],
      CITY_OF_REGIONAL_SIGNIFICANCE: [/ қаласы$/, /^город /, / City$/],
      CITY_DISTRICT: [/ ауданы$/, /^район | район$/, / District$/],
      RURAL_DISTRICT: [
        / (ауылдық округі|атындағы ауылдық округ)$/,
        /^сельский округ | сельский округ$/,
        / Rural District$/,
      ],
      VILLAGE_ADMINISTRATION: [/ ауылы$/, /^село /, / Village$/],
      CITY: [/ қаласы$/, /^город /, /^\w+$/],
      TOWN_ADMINISTRATION: [/ қаласы$/, /^город /, / Town$/],
      TOWNSHIP_ADMINISTRATION: [/ кенті$/, /^поселок /, / Township$/],
      TOWNSHIP: [/ кенті$/, /^поселок /, /^\w+$/],
    };
    const silent = areas.filter(({ kind, nameKk, nameRu, nameEn }) => {
      const words = wordsOf[kind];
      return words !== undefined && !(words[0].test(nameKk) && words[1].test(nameRu) && words[2].test(nameEn));
    });
    expect(silent).toEqual([]);
  });

  it('have a transliterated English name wherever it is marked so, and everywhere below the districts', () => {
    expect(areas.filter((area) => area.nameEnTransliterated && english(area) !== transliterated(area))).toEqual([]);
    const below = areas.filter(({ level }) => level === 'RURAL_DISTRICT' || level === 'SETTLEMENT');
    expect(below.filter(({ nameEnTransliterated }) => !nameEnTransliterated)).toEqual([]);
  });

  it.each([
    ['000000000', 'Қазақстан Республикасы', 'Республика Казахстан', 'Kazakhstan'],
    ['110000000', 'Ақмола облысы', 'Акмолинская область', 'Akmola Region'],
    ['111000000', 'Көкшетау қаласы', 'город Кокшетау', 'Kokshetau City'],
    ['111800000', 'Степногорск қаласы', 'город Степногорск', 'Stepnogorsk City'],
    ['113200000', 'Ақкөл ауданы', 'Аккольский район', 'Akkol District'],
    ['114500000', 'Біржан сал ауданы', 'район Биржан сал', 'Birzhan Sal District'],
    ['471000000', 'Ақтау қаласы', 'город Актау', 'Aktau City'],
    ['596600000', 'Ғабит Мүсірепов атындағы аудан', 'район имени Габита Мусрепова', 'Gabit Musirepov District'],
    ['115665000', 'Қанай би атындағы ауылдық округ', 'сельский округ имени Канай би', 'Kanay Bi Rural District'],
    ['111837100', 'Бестөбе кенті', 'поселок Бестобе', 'Bestobe'],
    ['710000000', 'Астана қаласы', 'город Астана', 'Astana'],
  ])('name %s %s, %s and %s', (code, nameKk, nameRu, nameEn) =>
    expect(areaOf.get(code)).toMatchObject({ nameKk, nameRu, nameEn }),
  );
});

describe('the dated links', () => {
  it('join areas that exist, and every area but the country has a parent today', () => {
    expect(parents.filter(({ code, parentCode }) => !areaOf.has(code) || !areaOf.has(parentCode))).toEqual([]);
    const linkedToday = new Set(parents.filter(({ validTo }) => validTo === null).map(({ code }) => code));
    expect(areas.map(({ code }) => code).filter((code) => !linkedToday.has(code))).toEqual([countryCode]);
  });

  it('never overlap and never end before they start', () => {
    const spans = parents.map(({ code, validFrom, validTo }) => ({
      code,
      from: validFrom ?? '0000-01-01',
      to: validTo ?? '9999-12-31',
    }));
    expect(spans.filter(({ from, to }) => from >= to)).toEqual([]);
    const overlaps = spans.filter((span, index) =>
      spans.slice(index + 1).some((other) => other.code === span.code && other.from < span.to && span.from < other.to),
    );
    expect(overlaps).toEqual([]);
  });

  it('never place an area under one that did not exist yet', () => {
    const tooEarly = parents.filter(({ parentCode, validFrom }) => {
      const parentFrom = firstDay(parentCode);
      return parentCode !== countryCode && parentFrom !== null && (validFrom === null || validFrom < parentFrom);
    });
    expect(tooEarly).toEqual([]);
  });

  it.each([
    ['104600000', '2022-06-07', '630000000'],
    ['104600000', '2022-06-08', '100000000'],
    ['333400000', '2022-06-07', '190000000'],
    ['333400000', '2022-06-08', '330000000'],
    ['621000000', '2022-06-07', '350000000'],
    ['621000000', '2022-06-08', '620000000'],
    ['111600000', '2021-12-31', '116600000'],
    ['111600000', '2022-01-01', '110000000'],
    ['103400000', '2022-06-06', undefined],
    ['103400000', '2022-06-07', '630000000'],
    ['100000000', '2022-06-07', undefined],
    ['116600000', '1999-01-01', '110000000'],
  ])('place %s on %s under %s', (code, day, parentCode) => expect(parentOn(code, day)).toBe(parentCode));

  it('agree with the splits: each new area has its first link on the day it was split off', () => {
    expect(successors.length).toBeGreaterThan(0);
    for (const { fromCode, toCode, happenedOn } of successors) {
      expect(areaOf.has(fromCode)).toBe(true);
      expect(parentOn(toCode, happenedOn)).toBeDefined();
      expect(parentOn(toCode, happenedOn)).not.toBe(parentOn(toCode, addDays(happenedOn, -1)));
      expect(parentOn(fromCode, happenedOn)).toBeDefined();
    }
  });
});

describe('the populations', () => {
  it.each([
    [2022, 19_503_159],
    [2023, 19_766_807],
  ])('of the 20 regions at the start of %i sum to the country: %i', (year, total) => {
    const ofYear = populations.filter((row) => row.year === year);
    const ofRegions = ofYear.filter(({ code }) => areaOf.get(code)?.level === 'REGION');
    expect(ofRegions).toHaveLength(20);
    expect(ofRegions.reduce((sum, { population }) => sum + population, 0)).toBe(total);
    expect(ofYear.filter((row) => !ofRegions.includes(row))).toMatchObject([{ code: countryCode, population: total }]);
  });

  it('name their source', () => expect(populations.filter(({ source }) => source === '')).toEqual([]));
});

function countBy<T>(items: T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

/** The stem of the English name: what stands before the word for the kind. */
function english({ nameEn }: ReferenceArea): string {
  return nameEn.replace(/ (Rural District|District|City|Town|Township|Village)$/, '').toLowerCase();
}

function transliterated({ nameKk }: ReferenceArea): string {
  const stem = nameKk.replace(/ (атындағы (ауылдық округ|аудан)|ауылдық округі|ауданы|ауылы|кенті|қаласы)$/, '');
  return transliterateKazakh(stem).toLowerCase();
}

function parentOn(code: string, day: string): string | undefined {
  return parents.find(
    (link) =>
      link.code === code &&
      (link.validFrom === null || link.validFrom <= day) &&
      (link.validTo === null || link.validTo > day),
  )?.parentCode;
}

/** The first day an area is linked to a parent; null when as far back as known. */
function firstDay(code: string): string | null {
  const starts = parents.filter((link) => link.code === code).map(({ validFrom }) => validFrom);
  return starts.some((start) => start === null) ? null : (starts as string[]).sort()[0]!;
}
