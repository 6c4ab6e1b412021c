import { addDays, type IsoDate } from '@oblys/domain';
import { monthOf } from './masks.js';
import type { TextLanguage } from './suggestion.js';

export interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

const quarters: readonly [RegExp, number][] = [
  [/(?:бірінші|1-?(?:ші)?|i) тоқсан|перв\p{L}{2,3} квартал|(?:^| )(?:1|i)(?:-?й|-?м)? квартал/u, 1],
  [/(?:екінші|2-?(?:ші)?|ii) тоқсан|втор\p{L}{2,3} квартал|(?:^| )(?:2|ii)(?:-?й|-?м)? квартал/u, 2],
  [/(?:үшінші|3-?(?:ші)?|iii) тоқсан|треть\p{L}{1,3} квартал|(?:^| )(?:3|iii)(?:-?й|-?м)? квартал/u, 3],
  [/(?:төртінші|4-?(?:ші)?|iv) тоқсан|четверт\p{L}{2,3} квартал|(?:^| )(?:4|iv)(?:-?й|-?м)? квартал/u, 4],
];
const monthsInWords: Readonly<Record<string, number>> = {
  үш: 3,
  алты: 6,
  тоғыз: 9,
  три: 3,
  шесть: 6,
  девять: 9,
};

/** The span that a sentence names, within the year of the as-of day; null where it names none. */
export function namedPeriod(sentence: string, language: TextLanguage, asOf: IsoDate): Period | null {
  const year = asOf.slice(0, 4);
  const months = (first: number, last: number): Period | null => {
    const from = `${year}-${String(first).padStart(2, '0')}-01`;
    if (from > asOf) return null;
    const next = last === 12 ? `${Number(year) + 1}-01-01` : `${year}-${String(last + 1).padStart(2, '0')}-01`;
    const to = addDays(next, -1);
    return { from, to: to < asOf ? to : asOf };
  };
  const quarter = quarters.find(([pattern]) => pattern.test(sentence))?.[1];
  if (quarter !== undefined) return months(quarter * 3 - 2, quarter * 3);
  if (/(?:бірінші|1-ші|i) жарты ?жылды|перв\p{L}{2,3} полугоди|(?:1|i)(?:-?м)? полугоди/u.test(sentence))
    return months(1, 6);
  const span =
    /(?:^|[^\p{L}\d])(?:за )?(\d{1,2}|үш|алты|тоғыз|три|шесть|девять) (?:ай(?:да|дың|ды)|месяц(?:ев|а))(?!\p{L})/u.exec(
      sentence,
    );
  const count = span === null ? 0 : (monthsInWords[span[1]!] ?? Number(span[1]));
  if (count >= 1 && count <= 12) return months(1, count);
  const named = (
    language === 'KK'
      ? /(?:^|[^\p{L}\d-])(?<!\d )([\p{L}]{4,}) ай\p{L}*/u
      : /(?:^|[^\p{L}])(?:в|за) ([\p{L}]{3,})(?!\p{L})/u
  ).exec(sentence);
  const month = named === null ? null : monthOf(named[1]!, language);
  return month === null ? null : months(month, month);
}
