import { describe, expect, it } from '@jest/globals';
import type { Cell } from '../files/table-file.js';
import { AreaFinder } from './area-finder.js';
import { getImportKind } from './import-kinds.js';
import { readCell } from './read-cell.js';
import { Choices } from './terms.js';

const topics = new Choices([
  { code: 'roads', names: { kk: 'Жолдар', ru: 'Дороги', en: 'Roads' } },
  { code: 'water', names: { kk: 'Су', ru: 'Вода', en: 'Water' } },
  { code: 'bridges', names: { kk: 'Көпірлер', ru: 'Дороги', en: 'Bridges' } },
]);
const context = {
  areas: new AreaFinder([{ code: '117000000', level: 'DISTRICT', names: ['Бурабай ауданы'], parents: [] }], null),
  terms: new Map([['appeal_topic', topics]]),
};

function read(kind: string, property: string, cell: Cell) {
  const field = getImportKind(kind).fields.find((each) => each.property === property)!;
  const result = readCell(field, cell, context);
  return 'value' in result ? result.value : result.fault.code;
}

describe('readCell', () => {
  it.each<[string, string, Cell, unknown]>([
    ['appeal', 'sourceRef', ' А-1 ', 'А-1'],
    ['appeal', 'sourceRef', 12_345_678_901_234, '12345678901234'],
    ['appeal', 'sourceRef', 'x'.repeat(201), 'TOO_LONG'],
    ['appeal', 'sourceRef', null, 'REQUIRED'],
    ['appeal', 'sourceRef', ' \u00a0', 'REQUIRED'],
    ['appeal', 'sourceRef', 'a\0b', 'NOT_TEXT'],
    ['appeal', 'areaCode', 117_000_000, '117000000'],
    ['appeal', 'areaCode', 'Бурабай', '117000000'],
    ['appeal', 'receivedOn', { date: '2025-11-05' }, '2025-11-05'],
    ['appeal', 'receivedOn', 45_966, '2025-11-05'],
    ['appeal', 'receivedOn', true, 'NOT_A_DATE'],
    ['appeal', 'receivedOn', { unusable: 'FORMULA' }, 'FORMULA'],
    ['appeal', 'receivedOn', { unusable: 'MERGED' }, 'MERGED'],
    ['appeal', 'closedOn', '—', null],
    ['appeal', 'closedOn', '', null],
    ['appeal', 'topicCode', 'roads', 'roads'],
    ['appeal', 'topicCode', ' ЖОЛДАР ', 'roads'],
    ['appeal', 'topicCode', 'Көпірлер', 'bridges'],
    ['appeal', 'topicCode', 'копирлер', 'bridges'],
    ['appeal', 'topicCode', 'Дороги', 'AMBIGUOUS_TERM'],
    ['appeal', 'topicCode', 'Дорожки', 'UNKNOWN_TERM'],
    ['appeal', 'channel', 'Көшпелі қабылдау', 'MOBILE'],
    ['appeal', 'channel', 'mobile', 'MOBILE'],
    ['meeting', 'attendees', '1 848', 1848],
    ['meeting', 'attendees', 12, 12],
    ['meeting', 'attendees', '12,5', 'NOT_WHOLE'],
    ['meeting', 'attendees', '3000000000', 'OUT_OF_RANGE'],
    ['funded-project', 'amountKzt', '1 848 000,50 ₸', '1848000.5'],
    ['funded-project', 'amountKzt', 0.1 + 0.2, '0.3'],
    ['funded-project', 'amountKzt', '1 848 млн', 'MULTIPLIER'],
    ['funded-project', 'amountKzt', '1,234', 'AMBIGUOUS_NUMBER'],
    ['funded-project', 'amountKzt', '1234,567', 'TOO_PRECISE'],
    ['funded-project', 'amountKzt', '12345678901234567', 'OUT_OF_RANGE'],
    ['akim-election', 'wonByNominee', 'Иә', true],
    ['akim-election', 'wonByNominee', 'нет', false],
    ['akim-election', 'wonByNominee', '+', true],
    ['akim-election', 'wonByNominee', 1, true],
    ['akim-election', 'wonByNominee', false, false],
    ['akim-election', 'wonByNominee', 'бәлкім', 'NOT_A_FLAG'],
  ])('%s.%s of %j', (kind, property, cell, expected) => {
    expect(read(kind, property, cell)).toEqual(expected);
  });

  it.each(['meeting.attendees', 'appeal.receivedOn', 'appeal.topicCode', 'appeal.areaCode', 'appeal.sourceRef'])(
    'comes to an end with whatever stands in a cell of %s',
    (path) => {
      const [kind, property] = path.split('.') as [string, string];
      for (const part of [' ', '1 ', '(', ',', '1.', 'м', '\u00a0', '((1,']) {
        expect(typeof read(kind, property, `${part.repeat(200_000)}x`)).toBe('string');
      }
    },
  );
});
