import type { TextLanguage, PassedOverReason, Span } from './suggestion.js';

export interface Mask extends Span {
  readonly reason: PassedOverReason;
}

const months: Readonly<Record<TextLanguage, string>> = {
  KK: 'қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан',
  RU: 'январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр',
};
const anyMonth = `(?:${months.KK}|${months.RU})\\p{L}*`;

/**
 * What is written in digits and is no count: told by its form and the words around it, first things first. Each
 * pattern is bounded, so that a long text takes no longer than its length.
 */
const patterns: readonly [PassedOverReason, RegExp][] = [
  ['REFERENCE', /(?:https?:\/\/|www\.)\S{1,300}|\S{1,100}@\S{1,100}/gu],
  ['PHONE', /(?:\+7|(?<!\d)8)[ (-]{1,3}\d{3,5}[) -]{1,3}\d{1,3}(?:[ -]?\d{2}){1,3}(?!\d)/gu],
  [
    'PHONE',
    /(?<!\d)(?:\+7|8)\d{10}(?!\d)|(?<!\p{L})(?:тел|телефон\p{L}{0,5}|ұялы|факс|call)[\p{L}]{0,6}[.:№ —-]{0,6}[\d() -]{3,25}/gu,
  ],
  ['PHONE', /(?<![\d-])\d{2,3}-\d{2}-\d{2}(?![\d-])/gu],
  ['REFERENCE', /(?<!\d)\d{12}(?!\d)/gu],
  ['DATE', /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/gu],
  ['DATE', /(?<!\d)\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?!\d)/gu],
  [
    'DATE',
    /(?<!\d)(?:19|20)\d{2}(?: ?[—-] ?(?:19|20)?\d{2})?(?:-?(?:шы|ші|й|го|м|х))? ?(?:оқу |учебн\p{L}{2,4} |бюджетн\p{L}{2,4} )?(?:жыл|ж\.|год|гг?\.|гг?(?!\p{L}))\p{L}*/gu,
  ],
  [
    'DATE',
    new RegExp(
      `(?<!\\d)\\d{1,2}(?:-?(?:го|ші|шы|нан|нен|ден|дан|не|на|і|ы|сы))?(?: ?(?:[—-]|,|және|и|мен) ?\\d{1,2})? ?-? ?${anyMonth}`,
      'gu',
    ),
  ],
  [
    'DATE',
    /(?<![\d,.])(?:19|20)\d{2}(?! ?\d)(?=[,.;:)!? \n]|$)(?! (?:адам|өтініш|обращен|человек|жоба|проект|тысяч|мың|млн|ұсыныс|предложен|іс-шара|мероприят|теңге|тенге|ұйым|организац|жиналыс|собран|участник|қатысушы))/gu,
  ],
  [
    'TIME',
    /(?:сағат|в|с|до|к) ?\d{1,2}[:.]\d{2}(?!\d)|(?<!\d)\d{1,2}:\d{2}(?!\d)|сағат \d{1,2}-?(?:де|да|те|та|ден|дан|ге|ға)|(?<!\d)\d{1,2}[.-]\d{2} ?(?:сағат|час)\p{L}*/gu,
  ],
  ['REFERENCE', /(?:№|#|номер\p{L}{0,3}|нөмір\p{L}{0,4}) ?\d[\d/–-]{0,20}(?:-?[a-zа-яәғқңөұүһі]{1,5}(?!\p{L}))?/gu],
  ['REFERENCE', /(?<![\d ])\d{1,4}-[ivxіхv]{1,5}(?![\p{L}])/gu],
  [
    'REFERENCE',
    /(?<!\d)\d{1,4}(?:-\d{1,3})?-(?:бап|тармағ|тармақша|бөлік|қаулы|бұйрық|шешім|мектеп|гимназия|лицей|балабақша|үй|пәтер|бөлме|кабинет|шағын|аймақ|сынып|апта|кезең|бет|разъезд|учаске|сессия|отырыс|съез|жарлық|орын|топ|интернат|колледж|вагон|мөлтек|павильон|ғасыр)\p{L}*/gu,
  ],
  [
    'REFERENCE',
    /(?:стать[\p{L}]{1,2}|ст\.|пункт[\p{L}]{0,2} (?=\d+ стать)|подпункт\p{L}{0,3}|приказ\p{L}{0,2}|указ\p{L}{0,2}|постановлени\p{L}{1,2}|бұйрығ\p{L}{0,5}|қаулы\p{L}{0,5}|стр\.|школ\p{L}{1,2}|гимнази\p{L}{1,2}|лице\p{L}{1,3}|протокол\p{L}{0,2}|хаттама\p{L}{0,4}) ?(?:№ ?)?\d[\d.-]{0,8}/gu,
  ],
  [
    'ADDRESS',
    /(?<!\p{L})(?:улиц\p{L}{1,3}|ул\.|дом(?!\p{L})|д\.|кв\.|каб\.|кабинет\p{L}{0,2}|микрорайон\p{L}{0,2}|мкр\p{L}{0,2}\.?|пр\.|проспект\p{L}{0,2}|индекс\p{L}{0,3}|көшесі|көш\.|үй(?!\p{L})|бөлме(?!\p{L})|кеңсе(?!\p{L})|офис\p{L}{0,2})[ ,:.«»"—-]{0,4}(?:[\p{L}.«»"-]{1,25}[ ,]{1,3}){0,2}\d{1,4}(?:\/\d{1,3})?[абвг]?(?![\p{L}\d%])/gu,
  ],
  ['ORDINAL', /(?<!\d)\d{1,4}-?(?:інші|ыншы|нші|ншы|ші|шы)(?!\p{L})/gu],
  ['ORDINAL', /(?<!\d)\d{1,4}-(?:й|я|е|го|му|м|ый|ий|ой|ая|ое|ые|ого|ому|ом|ых|ую)(?!\p{L})/gu],
  ['ORDINAL', /(?<=[\n]|^)[ ]{0,4}\d{1,2}[.)] /gu],
  [
    'DURATION',
    /(?<![\d,.])\d{1,4}(?:[ —-]{1,3}\d{1,3})?(?:-?(?:ден|дан|тен|тан|ге|ға|ке|қа|ти|и|х))? ?(?:жас(?![\p{L}]*(?:тар|өспірім))|жасар|жасқа|лет|летн|год(?:а|у|ом)?(?!\p{L})|дн(?:я|ей|и)(?!\p{L})|ден[ьея]|недел|час(?:ов|а|у)?(?!\p{L})|минут|сутки|суток|күн(?!\p{L}*қызмет)|апта|сағат|тәулік)\p{L}*/gu,
  ],
];

/** The parts of a folded text whose numbers are none of ours; of those that overlap the first stands. */
export function findMasks(folded: string): Mask[] {
  const masks: Mask[] = [];
  const taken = new Uint8Array(folded.length);
  for (const [reason, pattern] of patterns) {
    for (const { 0: found, index: start } of folded.matchAll(pattern)) {
      const end = start + found.length;
      if (taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      masks.push({ start, end, reason });
    }
  }
  return masks.sort((one, other) => one.start - other.start);
}

/** A named month of the text, from 1; null where the word is none. */
export function monthOf(word: string, language: TextLanguage): number | null {
  const index = months[language].split('|').findIndex((stem) => new RegExp(`^${stem}`, 'u').test(word));
  return index < 0 ? null : index + 1;
}
