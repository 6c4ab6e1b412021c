import { describe, expect, it } from '@jest/globals';
import { readVocabulary, vocabularyTables } from './vocabulary.js';

const vocabulary = readVocabulary();

describe('readVocabulary', () => {
  it.each(vocabularyTables)(
    'reads the terms of %s: one code each, names in one script and without stray spaces',
    (table) => {
      const terms = vocabulary[table];
      expect(terms.length).toBeGreaterThanOrEqual(5);
      expect(new Set(terms.map(({ code }) => code)).size).toBe(terms.length);
      expect(terms.filter(({ code }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
      const cyrillic = /^[^\sA-Za-z]+( [^\sA-Za-z]+)*$/;
      const latin = /^[A-Za-z'()]+( [A-Za-z'()]+)*$/;
      expect(terms.filter(({ nameKk, nameRu }) => !cyrillic.test(nameKk) || !cyrillic.test(nameRu))).toEqual([]);
      expect(terms.filter(({ nameEn }) => !latin.test(nameEn))).toEqual([]);
    },
  );

  it.each([
    ['programme', ['auyl-amanaty', 'qaryzsyz-qogam', 'zher-amanaty', 'quqyqtyq-komek', 'womens-wing']],
    ['body', ['akmola-akimat', 'akmola-agriculture', 'mazhilis-deputies', 'district-akimat']],
    ['outreach_kind', ['primary-meeting', 'mobile-reception', 'deputy-meeting', 'akimat-meeting', 'public-meeting']],
    ['sector', ['livestock', 'crops', 'processing', 'services', 'trade', 'crafts']],
    ['recipient_kind', ['individual-entrepreneur', 'farm', 'cooperative', 'household', 'company']],
    [
      'appeal_topic',
      ['housing', 'land', 'social-support', 'employment', 'healthcare', 'education', 'roads', 'utilities'],
    ],
    ['facility_kind', ['school', 'kindergarten', 'clinic', 'club', 'sports', 'water-supply']],
  ] as const)('knows the codes of %s that records refer to', (table, codes) =>
    expect(vocabulary[table].map(({ code }) => code)).toEqual(expect.arrayContaining([...codes])),
  );
});
