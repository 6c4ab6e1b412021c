import type { AreaKind } from '@oblys/database';
import type { AreaLevel } from '@oblys/domain';

/** How a sort of area is written: by the classifier in abbreviations, and by people. */
interface Sort {
  readonly kind: AreaKind;
  /** Its abbreviation in Russian, before the name or behind it. */
  readonly ru: RegExp;
  readonly kk: RegExp;
  /** In full; null leaves the name as it is. */
  readonly nounRu: string | null;
  /** In full, with the ending of what belongs to the name; bare where the name ends in "атындағы". */
  readonly nounKk: readonly [possessed: string, bare: string] | null;
  readonly nounEn: string;
}

const before = (abbreviation: string): string => `^${abbreviation}\\s*(?<behind>\\S.*)$`;
const behind = (abbreviation: string): string => `^(?<before>.*\\S)\\s+${abbreviation}$`;
const either = (abbreviation: string): RegExp => new RegExp(`${before(abbreviation)}|${behind(abbreviation)}`, 'u');
/** An abbreviation may stand right behind another one's stop: "атын.а.о.". */
const last = (abbreviation: string): RegExp => new RegExp(`^(?<before>.*[^\\s])(?:\\s+|(?<=\\.))${abbreviation}$`, 'u');

const sorts: readonly Sort[] = [
  {
    kind: 'CITY_OF_REGIONAL_SIGNIFICANCE',
    ru: last('Г\\.\\s?А\\.?'),
    kk: last('(?:Қ\\.\\s?Ә|Г\\.\\s?А)\\.?'),
    nounRu: 'город',
    nounKk: ['қаласы', 'қала'],
    nounEn: 'City',
  },
  {
    kind: 'RURAL_DISTRICT',
    ru: either('с\\.\\s?о\\s?\\.?'),
    kk: last('а\\.\\s?о\\s?\\.?'),
    nounRu: 'сельский округ',
    nounKk: ['ауылдық округі', 'ауылдық округ'],
    nounEn: 'Rural District',
  },
  {
    kind: 'VILLAGE_ADMINISTRATION',
    ru: either('с\\.\\s?а\\s?\\.?'),
    kk: last('а\\.\\s?ә\\s?\\.?'),
    nounRu: 'село',
    nounKk: ['ауылы', 'ауыл'],
    nounEn: 'Village',
  },
  {
    kind: 'TOWNSHIP_ADMINISTRATION',
    ru: either('п\\.\\s?а\\s?\\.?'),
    kk: last('к\\.\\s?ә\\s?\\.?'),
    nounRu: 'поселок',
    nounKk: ['кенті', 'кент'],
    nounEn: 'Township',
  },
  {
    kind: 'TOWN_ADMINISTRATION',
    ru: either('г\\.\\s?а\\s?\\.?'),
    kk: last('қ\\.\\s?ә\\s?\\.?'),
    nounRu: 'город',
    nounKk: ['қаласы', 'қала'],
    nounEn: 'Town',
  },
  {
    // A district of a city that is run within a district-level city.
    kind: 'CITY_DISTRICT',
    ru: either('р\\.\\s?а\\s?\\.?'),
    kk: last('а\\.\\s?ә\\s?\\.?'),
    nounRu: 'район',
    nounKk: ['ауданы', 'аудан'],
    nounEn: 'District',
  },
  {
    kind: 'DISTRICT',
    ru: either('[рР]айон'),
    kk: last('ауданы'),
    nounRu: 'район',
    nounKk: ['ауданы', 'аудан'],
    nounEn: 'District',
  },
  {
    kind: 'REGION',
    ru: either('область'),
    kk: last('облысы'),
    nounRu: 'область',
    nounKk: ['облысы', 'облыс'],
    nounEn: 'Region',
  },
  {
    kind: 'CITY',
    ru: new RegExp(before('г\\.'), 'u'),
    kk: last('қ\\.?'),
    nounRu: 'город',
    nounKk: ['қаласы', 'қала'],
    nounEn: '',
  },
  {
    kind: 'TOWNSHIP',
    ru: new RegExp(before('п\\.'), 'u'),
    kk: last('к\\.?'),
    nounRu: 'поселок',
    nounKk: ['кенті', 'кент'],
    nounEn: '',
  },
  {
    kind: 'VILLAGE',
    ru: new RegExp(before('с\\.'), 'u'),
    kk: last('а\\.?'),
    nounRu: 'село',
    nounKk: ['ауылы', 'ауыл'],
    nounEn: '',
  },
  {
    kind: 'PLACE',
    ru: new RegExp(before('ст\\.'), 'u'),
    kk: last('ст\\.?'),
    nounRu: 'станция',
    nounKk: ['станциясы', 'станция'],
    nounEn: '',
  },
  {
    kind: 'PLACE',
    ru: new RegExp(before('рзд\\.'), 'u'),
    kk: last('рзд\\.?'),
    nounRu: 'разъезд',
    nounKk: ['разъезі', 'разъезд'],
    nounEn: '',
  },
  {
    kind: 'PLACE',
    ru: new RegExp(before('уч\\.'), 'u'),
    kk: last('уч\\.?'),
    nounRu: 'участок',
    nounKk: ['учаскесі', 'учаске'],
    nounEn: '',
  },
];

/** What the classifier says of an area by its name. */
export interface ClassifierName {
  readonly kind: AreaKind;
  readonly nameKk: string;
  readonly nameRu: string;
  /** The Kazakh name alone, without what sort of area it is. */
  readonly baseKk: string;
  readonly nounEn: string;
  /** The Russian name alone; an adjective of the sort where that is how it is written, such as "Аккольская". */
  readonly baseRu: string;
}

/**
 * Reads the names of an area as the classifier abbreviates them, and writes them as people do: "Карасайский с.о." is
 * "Карасайский сельский округ", "Ақкөл қ.ә." "Ақкөл қаласы". A name that says of no sort what it is stays as it is.
 */
export function readClassifierName(rawKk: string, rawRu: string): ClassifierName {
  const [kk, ru] = [inKazakhLetters(tidy(rawKk)), tidy(rawRu)];
  const sort = sorts.find((each) => each.ru.test(ru)) ?? sorts.find((each) => each.kk.test(kk));
  if (sort === undefined) {
    return { kind: 'PLACE', nameKk: kk, nameRu: ru, baseKk: kk, nounEn: '', baseRu: ru };
  }
  const bareKk = spellOutKk(partOf(sort.kk, kk)?.name ?? kk);
  return {
    kind: sort.kind,
    nameKk: sort.kk.test(kk) ? withNounKk(bareKk, sort) : kk,
    nameRu: nameInRussian(ru, sort),
    baseKk: bareKk.replace(/\s+атындағы$/u, ''),
    nounEn: sort.nounEn,
    baseRu: partOf(sort.ru, ru)?.name ?? ru,
  };
}

const administrations: Readonly<Partial<Record<AreaKind, { readonly noun: string; readonly whole: string }>>> = {
  VILLAGE_ADMINISTRATION: { noun: 'село', whole: 'сельская администрация' },
  TOWNSHIP_ADMINISTRATION: { noun: 'поселок', whole: 'поселковая администрация' },
  TOWN_ADMINISTRATION: { noun: 'город', whole: 'городская администрация' },
};

/**
 * An administration that is named by an adjective has the name of its place, as people do: "Аккольская г.а." is
 * "город Акколь".
 * @param places those that lie in it
 */
export function nameAfterPlace(name: ClassifierName, places: readonly ClassifierName[]): ClassifierName {
  const administration = administrations[name.kind];
  if (administration === undefined || !isAdjective(name.baseRu)) return name;
  const place = places.find(({ kind, baseKk }) => kind !== 'PLACE' && baseKk === name.baseKk);
  if (place !== undefined) return { ...name, nameRu: `${administration.noun} ${place.baseRu}` };
  return name.baseRu.endsWith('ая') ? { ...name, nameRu: `${name.baseRu} ${administration.whole}` } : name;
}

/** One space between words, and none at the ends. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Fonts from before Unicode drew Kazakh letters in the places of those of other languages, and some texts kept them. */
const lettersOfOldFonts: Readonly<Record<string, string>> = {
  ў: 'ұ',
  ќ: 'қ',
  ї: 'ү',
  ј: 'ө',
  є: 'ә',
  ѓ: 'ғ',
  њ: 'ң',
};

function inKazakhLetters(text: string): string {
  return text.replace(/[ўќїјєѓњ]/giu, (letter) => {
    const lower = letter.toLowerCase();
    const ours = lettersOfOldFonts[lower]!;
    return letter === lower ? ours : ours.toUpperCase();
  });
}

function partOf(pattern: RegExp, text: string): { name: string; isBehind: boolean } | null {
  const groups = pattern.exec(text)?.groups;
  if (groups === undefined) return null;
  const isBehind = groups['behind'] !== undefined;
  return { name: (groups['behind'] ?? groups['before'])!, isBehind };
}

function nameInRussian(ru: string, { ru: pattern, nounRu, kind }: Sort): string {
  const found = partOf(pattern, ru);
  if (found === null || nounRu === null) return ru;
  const name = found.name.replace(/^им(?:\.|ени)\s*/u, 'имени ');
  // Where the noun stands behind an adjective it stays there: "Карасайский сельский округ", "Абайский район".
  const staysBehind = ['RURAL_DISTRICT', 'DISTRICT', 'REGION'].includes(kind) && !name.startsWith('имени ');
  const isAhead = isAdjective(name)
    ? kind === 'RURAL_DISTRICT' || !found.isBehind
    : !found.isBehind && kind !== 'RURAL_DISTRICT';
  return staysBehind && isAhead ? `${name} ${nounRu}` : `${nounRu} ${name}`;
}

function isAdjective(name: string): boolean {
  return /(?:[сц]к|[внл])(?:ий|ый|ой|ая|ое)$/u.test(name);
}

function spellOutKk(name: string): string {
  return name.replace(/\s+ат(?:ын)?\.$/u, ' атындағы');
}

function withNounKk(name: string, { nounKk }: Sort): string {
  if (nounKk === null) return name;
  const [possessed, bare] = nounKk;
  return `${name} ${name.endsWith('атындағы') ? bare : possessed}`;
}

/** The level of a code: what its trailing zeros leave. */
export function digitsOfLevel(code: string): 'REGION' | 'DISTRICT' | 'THIRD' | 'FOURTH' {
  if (code.endsWith('0000000')) return 'REGION';
  if (code.endsWith('00000')) return 'DISTRICT';
  return code.endsWith('000') ? 'THIRD' : 'FOURTH';
}

/**
 * The level and the kind of an area, by its code and what its name says: the tree has a city district of a city of
 * republican significance beside the districts, and calls rural only what is.
 */
export function placeInTree(
  code: string,
  { kind }: ClassifierName,
  isInRepublicanCity: boolean,
): { level: AreaLevel; kind: AreaKind } {
  switch (digitsOfLevel(code)) {
    case 'REGION':
      return { level: 'REGION', kind: kind === 'CITY' ? 'CITY_OF_REPUBLICAN_SIGNIFICANCE' : 'REGION' };
    case 'DISTRICT':
      return { level: 'DISTRICT', kind: kind === 'CITY_OF_REGIONAL_SIGNIFICANCE' ? kind : 'DISTRICT' };
    case 'THIRD':
      if (isInRepublicanCity) return { level: 'DISTRICT', kind: 'CITY_DISTRICT' };
      return kind === 'RURAL_DISTRICT' || kind === 'VILLAGE_ADMINISTRATION'
        ? { level: 'RURAL_DISTRICT', kind }
        : { level: 'SETTLEMENT', kind: kind === 'DISTRICT' ? 'CITY_DISTRICT' : kind };
    case 'FOURTH':
      return { level: 'SETTLEMENT', kind: kind === 'DISTRICT' ? 'CITY_DISTRICT' : kind };
  }
}
