import { describe, expect, it } from '@jest/globals';
import { nameAfterPlace, placeInTree, readClassifierName } from './classifier-name.js';

describe('readClassifierName', () => {
  it.each([
    ['Бастау а.о.', 'с.о. Бастау', 'RURAL_DISTRICT', 'Бастау ауылдық округі', 'сельский округ Бастау'],
    ['Қарасай а.о', 'Карасайский с.о.', 'RURAL_DISTRICT', 'Қарасай ауылдық округі', 'Карасайский сельский округ'],
    ['Донской а.о.', 'с.о.Донской', 'RURAL_DISTRICT', 'Донской ауылдық округі', 'Донской сельский округ'],
    ['Бурыл а.о .', 'Бурыльский с.о', 'RURAL_DISTRICT', 'Бурыл ауылдық округі', 'Бурыльский сельский округ'],
    [
      'Қанай би атын.а.о.',
      'с.о.им.Канай би',
      'RURAL_DISTRICT',
      'Қанай би атындағы ауылдық округ',
      'сельский округ имени Канай би',
    ],
    ['Азат а.ә.', 'с.а.Азат', 'VILLAGE_ADMINISTRATION', 'Азат ауылы', 'село Азат'],
    ['Ақкөл қ.ә.', 'Аккольская г.а.', 'TOWN_ADMINISTRATION', 'Ақкөл қаласы', 'город Аккольская'],
    ['Нұра к.ә.', 'п.а.Нура', 'TOWNSHIP_ADMINISTRATION', 'Нұра кенті', 'поселок Нура'],
    ['Семей Қ.Ә.', 'Семей Г.А.', 'CITY_OF_REGIONAL_SIGNIFICANCE', 'Семей қаласы', 'город Семей'],
    ['Ақтау Г.А.', 'Актау Г.А.', 'CITY_OF_REGIONAL_SIGNIFICANCE', 'Ақтау қаласы', 'город Актау'],
    ['Абай ауданы', 'Абайский район', 'DISTRICT', 'Абай ауданы', 'Абайский район'],
    ['Ақсуат ауданы', 'район Ақсуат', 'DISTRICT', 'Ақсуат ауданы', 'район Ақсуат'],
    ['Абай облысы', 'область Абай', 'REGION', 'Абай облысы', 'область Абай'],
    ['Ақмола облысы', 'Акмолинская область', 'REGION', 'Ақмола облысы', 'Акмолинская область'],
    ['Астана қ.', 'г.Астана', 'CITY', 'Астана қаласы', 'город Астана'],
    ['  Қараауыл\u00a0 а. ', ' с.\u00a0Карааул', 'VILLAGE', 'Қараауыл ауылы', 'село Карааул'],
    ['Ақбұлақ ст.', 'ст.Акбулак', 'PLACE', 'Ақбұлақ станциясы', 'станция Акбулак'],
    ['Жаңабаз қыстауы', 'зимовка Жанабаз', 'PLACE', 'Жаңабаз қыстауы', 'зимовка Жанабаз'],
  ])('writes %j, %j out', (kk, ru, kind, nameKk, nameRu) => {
    expect(readClassifierName(kk, ru)).toMatchObject({ kind, nameKk, nameRu });
  });

  it('puts letters that old fonts left into those of Kazakh', () => {
    expect(readClassifierName('Кїшік Нўрғазы ќ.', 'г.Кишик Нургазы').nameKk).toBe('Күшік Нұрғазы қаласы');
  });
});

describe('nameAfterPlace', () => {
  const administration = readClassifierName('Щучинск қ.ә.', 'Щучинская г.а.');

  it('gives an administration the name of its place', () => {
    const places = [readClassifierName('Щучинск ст.', 'ст.Щучье'), readClassifierName('Щучинск қ.', 'г.Щучинск')];
    expect(nameAfterPlace(administration, places).nameRu).toBe('город Щучинск');
  });

  it('calls it an administration where no place has its name', () => {
    expect(nameAfterPlace(administration, []).nameRu).toBe('Щучинская городская администрация');
  });

  it('leaves a name alone that is no adjective', () => {
    const azat = readClassifierName('Азат а.ә.', 'с.а.Азат');
    expect(nameAfterPlace(azat, [])).toBe(azat);
  });
});

describe('placeInTree', () => {
  const named = (kk: string, ru: string) => readClassifierName(kk, ru);

  it('sets the city districts of a city of republican significance beside the districts', () => {
    const district = named('Алматы ауданы', 'район Алматы');
    expect(placeInTree('711110000', district, true)).toEqual({ level: 'DISTRICT', kind: 'CITY_DISTRICT' });
    expect(placeInTree('151010100', district, false)).toEqual({ level: 'SETTLEMENT', kind: 'CITY_DISTRICT' });
  });

  it('calls rural what is, and nothing else', () => {
    expect(placeInTree('113241000', named('Қарасай а.о.', 'Карасайский с.о.'), false).level).toBe('RURAL_DISTRICT');
    expect(placeInTree('113220000', named('Ақкөл қ.ә.', 'г.а.Акколь'), false).level).toBe('SETTLEMENT');
  });
});
