import { describe, expect, it } from '@jest/globals';
import { readAreaReference } from '@oblys/database';
import { AreaFinder, type NamedArea } from './area-finder.js';

const { areas, parents } = readAreaReference();
const named: NamedArea[] = areas.map(({ code, level, nameKk, nameRu, nameEn }) => ({
  code,
  level,
  names: [nameKk, nameRu, nameEn],
  parents: parents.filter((link) => link.code === code).map(({ parentCode }) => parentCode),
}));
const finder = new AreaFinder(named, null);

describe('AreaFinder', () => {
  it.each([
    ['117000000', '117000000'],
    ['Бурабай ауданы', '117000000'],
    ['Бурабайский район', '117000000'],
    ['Бурабайский р-н', '117000000'],
    ['БУРАБАЙСКИЙ  РАЙОН', '117000000'],
    ['Burabay District', '117000000'],
    ['бурабай', '117000000'],
    ['Бурабай кенті', '117035000'],
    ['поселок Бурабай', '117035000'],
    ['п. Бурабай', '117035000'],
    ['Кокшетау', '111000000'],
    ['г. Кокшетау', '111000000'],
    ['Көкшетау қаласы', '111000000'],
    ['Щучинск', '117020000'],
    ['Ақмола облысы, Бурабай ауданы, Щучинск', '117020000'],
    ['Щучинск (Бурабайский район)', '117020000'],
    ['Акмолинская область', '110000000'],
    ['Aршалынский район', finderCode('Аршалынский район')],
    ['Аршалы ауданы', finderCode('Аршалынский район')],
    ['Коргалжынский район', finderCode('Коргалжынский район')],
    ['Коргалжын ауданы', finderCode('Коргалжынский район')],
  ])('finds %j', (text, code) => {
    expect(finder.find(text)).toEqual({ value: code });
  });

  it.each(['Атлантида', '999999999', '', '  ', 'район', 'Костанайская область, Бурабайский район'])(
    'knows no %j',
    (text) => {
      expect(finder.find(text)).toMatchObject({ fault: { code: 'UNKNOWN_AREA' } });
    },
  );

  it('refuses a name of two areas and names both, unless what lies around tells which', () => {
    const place = (code: string, parent: string): NamedArea => ({
      code,
      level: 'SETTLEMENT',
      names: ['Жаңажол ауылы', 'село Жанажол', 'Zhanazhol'],
      parents: [parent],
    });
    const two = [...named, place('117999001', '117000000'), place('111999002', '111000000')];
    const found = new AreaFinder(two, null).find('Жаңажол');
    expect(found).toMatchObject({ fault: { code: 'AMBIGUOUS_AREA' } });
    expect(JSON.stringify(found)).toContain('117999001 Жаңажол ауылы (Бурабай ауданы)');
    expect(new AreaFinder(two, '117000000').find('Жаңажол')).toEqual({ value: '117999001' });
    expect(new AreaFinder(two, null).find('Жаңажол, Бурабай ауданы')).toEqual({ value: '117999001' });
  });

  it('takes only areas of the level that is asked for, or above it', () => {
    expect(finder.find('Акмолинская', 'REGION')).toEqual({ value: '110000000' });
    expect(finder.find('Алматы')).toMatchObject({ fault: { code: 'AMBIGUOUS_AREA' } });
    expect(finder.find('г. Алматы', 'REGION')).toEqual({ value: '750000000' });
    expect(finder.find('Республика Казахстан', 'REGION')).toEqual({ value: '000000000' });
    expect(finder.find('Щучинск', 'DISTRICT')).toMatchObject({ fault: { code: 'UNKNOWN_AREA' } });
  });

  it('knows nothing outside of the area that names are looked for in', () => {
    const within = new AreaFinder(named, '117000000');
    expect(within.find('111000000')).toMatchObject({ fault: { code: 'UNKNOWN_AREA' } });
    expect(within.find('Щучинск')).toEqual({ value: '117020000' });
  });
});

function finderCode(nameRu: string): string {
  return areas.find((area) => area.nameRu === nameRu)!.code;
}
