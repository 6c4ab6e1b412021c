import type { Locale } from '@oblys/domain';

/** What a sentence about a fault may speak of: headings are those of the reader's language. */
export interface FaultTerms {
  readonly heading: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The heading of another column, by its property. */
  headingOf(property: unknown): string;
}

type Sentence = (terms: FaultTerms) => string;

export type RowFaultCode = keyof typeof english;

const hintEn = (hint: unknown) => (typeof hint === 'string' && hint !== '' ? ` Did you mean "${hint}"?` : '');
const hintRu = (hint: unknown) => (typeof hint === 'string' && hint !== '' ? ` Может быть, «${hint}»?` : '');
const hintKk = (hint: unknown) => (typeof hint === 'string' && hint !== '' ? ` Мүмкін, «${hint}»?` : '');

const english = {
  REQUIRED: () => 'It is empty and has to be given.',
  FORMULA: () => 'It is a formula; paste its value in its place.',
  ERROR: () => 'It is an error of the spreadsheet; correct it there.',
  MERGED: () => 'It is part of merged cells; take them apart, and fill each.',
  TOO_LONG: ({ params }) =>
    `It is too long${params['most'] === undefined ? '' : `; ${params['most']} letters are the most`}.`,
  NOT_TEXT: () => 'It holds a character that is none of any text.',
  NOT_A_NUMBER: () => 'It is no number.',
  NOT_WHOLE: () => 'It is no whole number.',
  AMBIGUOUS_NUMBER: ({ params }) => `It may be ${params['one']} or ${params['other']}; write one of the two.`,
  MULTIPLIER: ({ params }) => `Write the number in full: ${params['hint']}.`,
  PERCENT: () => 'A percentage is no number here.',
  TOO_PRECISE: () => 'It has more than two places behind the point.',
  OUT_OF_RANGE: ({ params }) => `It does not lie between ${params['least']} and ${params['most']}.`,
  NOT_A_DATE: () => 'It is no date; write it as 05.11.2025 or 2025-11-05.',
  AMBIGUOUS_DATE: ({ params }) => `It may be ${params['one']} or ${params['other']}; write one of the two.`,
  NO_SUCH_DAY: () => 'There is no such day.',
  TWO_DIGIT_YEAR: () => 'Write the year with four digits.',
  NOT_A_FLAG: () => 'Write yes or no.',
  UNKNOWN_TERM: ({ params }) => `It is not in the list.${hintEn(params['hint'])}`,
  AMBIGUOUS_TERM: ({ params }) => `It may be any of ${params['candidates']}; write one of these codes.`,
  UNKNOWN_AREA: () => 'There is no such area here; write its 9-digit code, or its name as in the classifier.',
  AMBIGUOUS_AREA: ({ params }) => `It may be any of: ${params['candidates']}. Write the code.`,
  SURPLUS: () => 'The row has more cells than there are headings.',
  ORDERED: ({ heading, params, headingOf }) => `"${heading}" is before "${headingOf(params['earlier'])}".`,
  WITHIN: ({ params }) => `It does not lie between ${params['least']} and ${params['most']}.`,
  POSITIVE: () => 'It has to be more than nothing.',
  TOGETHER: ({ params, headingOf }) =>
    `"${headingOf(params['one'])}" and "${headingOf(params['other'])}" are given together, or neither is.`,
  IN_YEAR: ({ params, headingOf }) => `It is not in the year of "${headingOf(params['year'])}".`,
  ONLY_WITH: ({ params, headingOf }) => `It is given only where "${headingOf(params['other'])}" is ${params['value']}.`,
  NOT_PLACED: ({ params }) => `The area belonged to no region on ${params['day']}.`,
  DUPLICATE_IN_FILE: ({ params }) => `Row ${params['row']} has the same reference.`,
  UNKNOWN_RECORD: ({ params }) => `There is no ${params['kind']} with this reference in the region.`,
  OTHER_REGION: ({ params }) => `The ${params['kind']} with this reference belongs to another region.`,
  NOT_A_PHONE: () => 'It is no number of a telephone; write it with its digits, as +7 701 234 56 78.',
  NOT_A_YEAR: () => 'It is no year; write four digits.',
  OTHERWISE_IN_FILE: ({ params }) => `Row ${params['row']} is about the same person and says otherwise.`,
} satisfies Record<string, Sentence>;

const russian: Record<RowFaultCode, Sentence> = {
  REQUIRED: () => 'Пусто, а значение обязательно.',
  FORMULA: () => 'В ячейке формула; вставьте вместо неё значение.',
  ERROR: () => 'В ячейке ошибка таблицы; исправьте её.',
  MERGED: () => 'Ячейки объединены; разъедините их и заполните каждую.',
  TOO_LONG: ({ params }) =>
    `Слишком длинно${params['most'] === undefined ? '' : `; наибольшая длина: ${params['most']}`}.`,
  NOT_TEXT: () => 'Есть знак, которого не бывает в тексте.',
  NOT_A_NUMBER: () => 'Это не число.',
  NOT_WHOLE: () => 'Это не целое число.',
  AMBIGUOUS_NUMBER: ({ params }) => `Может означать ${params['one']} или ${params['other']}; напишите одно из двух.`,
  MULTIPLIER: ({ params }) => `Напишите число полностью: ${params['hint']}.`,
  PERCENT: () => 'Здесь нужно число, а не процент.',
  TOO_PRECISE: () => 'Больше двух знаков после запятой.',
  OUT_OF_RANGE: ({ params }) => `Допустимо от ${params['least']} до ${params['most']}.`,
  NOT_A_DATE: () => 'Это не дата; напишите, например, 05.11.2025.',
  AMBIGUOUS_DATE: ({ params }) => `Может означать ${params['one']} или ${params['other']}; напишите одно из двух.`,
  NO_SUCH_DAY: () => 'Такого дня нет.',
  TWO_DIGIT_YEAR: () => 'Напишите год четырьмя цифрами.',
  NOT_A_FLAG: () => 'Напишите «да» или «нет».',
  UNKNOWN_TERM: ({ params }) => `Такого значения нет в списке.${hintRu(params['hint'])}`,
  AMBIGUOUS_TERM: ({ params }) => `Подходит несколько значений: ${params['candidates']}; напишите код.`,
  UNKNOWN_AREA: () => 'Такой территории здесь нет; напишите код КАТО или название по классификатору.',
  AMBIGUOUS_AREA: ({ params }) => `Подходит несколько территорий: ${params['candidates']}. Напишите код.`,
  SURPLUS: () => 'В строке больше ячеек, чем заголовков.',
  ORDERED: ({ heading, params, headingOf }) => `«${heading}» раньше, чем «${headingOf(params['earlier'])}».`,
  WITHIN: ({ params }) => `Допустимо от ${params['least']} до ${params['most']}.`,
  POSITIVE: () => 'Должно быть больше нуля.',
  TOGETHER: ({ params, headingOf }) =>
    `«${headingOf(params['one'])}» и «${headingOf(params['other'])}» указываются вместе или не указываются вовсе.`,
  IN_YEAR: ({ params, headingOf }) => `Дата не в том году, что в столбце «${headingOf(params['year'])}».`,
  ONLY_WITH: ({ params, headingOf }) =>
    `Указывается, только если «${headingOf(params['other'])}» = ${params['value']}.`,
  NOT_PLACED: ({ params }) => `На ${params['day']} территория не относилась ни к одной области.`,
  DUPLICATE_IN_FILE: ({ params }) => `Тот же номер уже есть в строке ${params['row']}.`,
  UNKNOWN_RECORD: ({ params }) => `Записи (${params['kind']}) с таким номером в области нет.`,
  OTHER_REGION: ({ params }) => `Запись (${params['kind']}) с таким номером относится к другой области.`,
  NOT_A_PHONE: () => 'Это не номер телефона; напишите его цифрами, например, +7 701 234 56 78.',
  NOT_A_YEAR: () => 'Это не год; напишите четыре цифры.',
  OTHERWISE_IN_FILE: ({ params }) => `Строка ${params['row']} — о том же человеке, и там указано другое.`,
};

const kazakh: Record<RowFaultCode, Sentence> = {
  REQUIRED: () => 'Бос тұр, ал мәні міндетті.',
  FORMULA: () => 'Ұяшықта формула тұр; орнына мәнін қойыңыз.',
  ERROR: () => 'Ұяшықта кестенің қатесі тұр; оны түзетіңіз.',
  MERGED: () => 'Ұяшықтар біріктірілген; оларды ажыратып, әрқайсысын толтырыңыз.',
  TOO_LONG: ({ params }) => `Тым ұзын${params['most'] === undefined ? '' : `; ең көп ұзындығы: ${params['most']}`}.`,
  NOT_TEXT: () => 'Мәтінде болмайтын таңба бар.',
  NOT_A_NUMBER: () => 'Бұл сан емес.',
  NOT_WHOLE: () => 'Бұл бүтін сан емес.',
  AMBIGUOUS_NUMBER: ({ params }) => `${params['one']} немесе ${params['other']} болуы мүмкін; екеуінің бірін жазыңыз.`,
  MULTIPLIER: ({ params }) => `Санды толық жазыңыз: ${params['hint']}.`,
  PERCENT: () => 'Мұнда пайыз емес, сан керек.',
  TOO_PRECISE: () => 'Үтірден кейін екі таңбадан көп.',
  OUT_OF_RANGE: ({ params }) => `Рұқсат етілген аралық: ${params['least']} – ${params['most']}.`,
  NOT_A_DATE: () => 'Бұл күн емес; мысалы, 05.11.2025 деп жазыңыз.',
  AMBIGUOUS_DATE: ({ params }) => `${params['one']} немесе ${params['other']} болуы мүмкін; екеуінің бірін жазыңыз.`,
  NO_SUCH_DAY: () => 'Мұндай күн жоқ.',
  TWO_DIGIT_YEAR: () => 'Жылды төрт цифрмен жазыңыз.',
  NOT_A_FLAG: () => '«Иә» немесе «жоқ» деп жазыңыз.',
  UNKNOWN_TERM: ({ params }) => `Тізімде мұндай мән жоқ.${hintKk(params['hint'])}`,
  AMBIGUOUS_TERM: ({ params }) => `Бірнеше мәнге сай: ${params['candidates']}; кодын жазыңыз.`,
  UNKNOWN_AREA: () => 'Мұнда мұндай аумақ жоқ; ӘАОЖ кодын немесе жіктеуіштегі атауын жазыңыз.',
  AMBIGUOUS_AREA: ({ params }) => `Бірнеше аумаққа сай: ${params['candidates']}. Кодын жазыңыз.`,
  SURPLUS: () => 'Жолдағы ұяшықтар тақырыптардан көп.',
  ORDERED: ({ heading, params, headingOf }) => `«${heading}» мәні «${headingOf(params['earlier'])}» мәнінен бұрын.`,
  WITHIN: ({ params }) => `Рұқсат етілген аралық: ${params['least']} – ${params['most']}.`,
  POSITIVE: () => 'Нөлден көп болуы керек.',
  TOGETHER: ({ params, headingOf }) =>
    `«${headingOf(params['one'])}» және «${headingOf(params['other'])}» бірге жазылады немесе екеуі де жазылмайды.`,
  IN_YEAR: ({ params, headingOf }) => `Күні «${headingOf(params['year'])}» бағанындағы жылға сай емес.`,
  ONLY_WITH: ({ params, headingOf }) => `«${headingOf(params['other'])}» = ${params['value']} болғанда ғана жазылады.`,
  NOT_PLACED: ({ params }) => `Бұл күні (${params['day']}) аумақ ешбір облысқа кірмеген.`,
  DUPLICATE_IN_FILE: ({ params }) => `Осы нөмір мына жолда да бар: ${params['row']}.`,
  UNKNOWN_RECORD: ({ params }) => `Облыста мұндай нөмірлі жазба (${params['kind']}) жоқ.`,
  OTHER_REGION: ({ params }) => `Мұндай нөмірлі жазба (${params['kind']}) басқа облыстікі.`,
  NOT_A_PHONE: () => 'Бұл телефон нөмірі емес; цифрлармен жазыңыз, мысалы, +7 701 234 56 78.',
  NOT_A_YEAR: () => 'Бұл жыл емес; төрт цифр жазыңыз.',
  OTHERWISE_IN_FILE: ({ params }) => `Мына жол сол адам туралы, бірақ онда басқаша жазылған: ${params['row']}.`,
};

export const faultWords: Readonly<Record<Locale, Readonly<Record<RowFaultCode, Sentence>>>> = {
  KK: kazakh,
  RU: russian,
  EN: english,
};
