import type { Locale } from '@oblys/domain';
import type { AreaFaultCode, AreaFileErrorCode } from './area-file-error.js';

type Params = Readonly<Record<string, string | number>>;
type Words<Code extends string> = Readonly<Record<Code, (params: Params) => string>>;

const faultsEn: Words<AreaFaultCode> = {
  UNUSABLE_CELL: () => 'The cell is a formula, an error or merged; put the value itself there.',
  NOT_A_CODE: () => 'It is no code: a KATO code has 9 digits, such as 110000000.',
  CODE_TWICE: ({ row }) => `Row ${row} has the same code.`,
  NO_NAME: () => 'The Kazakh or the Russian name is missing.',
  NAME_TOO_LONG: ({ most }) => `The name is longer than ${most} letters.`,
  UNREADABLE_LETTER: ({ letter }) => `The Kazakh name has the letter "${letter}", which is none of Kazakh or Russian.`,
  NO_PARENT: ({ parent }) => `The area it would lie in is not in the file: ${parent}.`,
  CIRCLE: ({ path }) => `It would lie below itself: ${path}.`,
  OUTSIDE: ({ within }) => `It does not lie in ${within}.`,
  UNKNOWN_AREA: () => 'There is no such area.',
  AMBIGUOUS_AREA: ({ candidates }) => `It may be any of: ${candidates}. Write the code.`,
  NOT_A_DAY: () => 'It is no day; write it as 2026-07-17.',
  NOT_A_SUCCESSION: () => 'What happened is one of SPLIT, MERGE and RENAMED.',
  STILL_THERE: () => 'The area is still there: only a SPLIT leaves it so.',
  ITS_OWN_SUCCESSOR: () => 'No area comes after itself.',
  NOT_A_YEAR: () => 'It is no year from 1900 to 2200.',
  NOT_A_POPULATION: () => 'It is no whole number of people.',
  TWICE: ({ row }) => `Row ${row} gives the same area and year.`,
  NO_GEOMETRY: () => 'It has no geometry.',
  WRONG_GEOMETRY: ({ type }) => `A ${type} is no place of an area: that is a Polygon, a MultiPolygon or a Point.`,
  NOT_IN_DEGREES: ({ position }) => `${position} is no longitude and latitude in degrees.`,
  OPEN_RING: () => 'A ring does not end where it begins, or has fewer than four positions.',
  FLAT_RING: () => 'A ring encloses nothing.',
};

const faultsRu: Words<AreaFaultCode> = {
  UNUSABLE_CELL: () => 'В ячейке формула, ошибка или объединение; впишите само значение.',
  NOT_A_CODE: () => 'Это не код: код КАТО состоит из 9 цифр, например 110000000.',
  CODE_TWICE: ({ row }) => `Тот же код уже есть в строке ${row}.`,
  NO_NAME: () => 'Нет казахского или русского названия.',
  NAME_TOO_LONG: ({ most }) => `Название слишком длинное; наибольшая длина: ${most}.`,
  UNREADABLE_LETTER: ({ letter }) =>
    `В казахском названии буква «${letter}», которой нет ни в казахском, ни в русском.`,
  NO_PARENT: ({ parent }) => `Территории, в которой она лежала бы, в файле нет: ${parent}.`,
  CIRCLE: ({ path }) => `Она лежала бы в самой себе: ${path}.`,
  OUTSIDE: ({ within }) => `Она не лежит в ${within}.`,
  UNKNOWN_AREA: () => 'Такой территории нет.',
  AMBIGUOUS_AREA: ({ candidates }) => `Подходят: ${candidates}. Напишите код.`,
  NOT_A_DAY: () => 'Это не дата; напишите, например, 2026-07-17.',
  NOT_A_SUCCESSION: () => 'Возможны только SPLIT, MERGE и RENAMED.',
  STILL_THERE: () => 'Территория остаётся: так бывает только при SPLIT.',
  ITS_OWN_SUCCESSOR: () => 'Территория не может быть своей преемницей.',
  NOT_A_YEAR: () => 'Это не год от 1900 до 2200.',
  NOT_A_POPULATION: () => 'Это не целое число жителей.',
  TWICE: ({ row }) => `Та же территория и тот же год уже есть в строке ${row}.`,
  NO_GEOMETRY: () => 'Нет геометрии.',
  WRONG_GEOMETRY: ({ type }) => `${type} не подходит: нужны Polygon, MultiPolygon или Point.`,
  NOT_IN_DEGREES: ({ position }) => `${position} — не долгота и широта в градусах.`,
  OPEN_RING: () => 'Контур не замкнут или имеет меньше четырёх точек.',
  FLAT_RING: () => 'Контур ничего не охватывает.',
};

const faultsKk: Words<AreaFaultCode> = {
  UNUSABLE_CELL: () => 'Ұяшықта формула, қате немесе біріктіру бар; мәннің өзін жазыңыз.',
  NOT_A_CODE: () => 'Бұл код емес: ӘАОЖ коды 9 цифрдан тұрады, мысалы 110000000.',
  CODE_TWICE: ({ row }) => `Осы код ${row}-жолда бар.`,
  NO_NAME: () => 'Қазақша немесе орысша атауы жоқ.',
  NAME_TOO_LONG: ({ most }) => `Атауы тым ұзын; ең көп ұзындығы: ${most}.`,
  UNREADABLE_LETTER: ({ letter }) => `Қазақша атауында «${letter}» әрпі бар, ол қазақ тілінде де, орыс тілінде де жоқ.`,
  NO_PARENT: ({ parent }) => `Ол жататын аумақ файлда жоқ: ${parent}.`,
  CIRCLE: ({ path }) => `Ол өзінің ішінде жатқан болар еді: ${path}.`,
  OUTSIDE: ({ within }) => `Ол ${within} аумағында жатқан жоқ.`,
  UNKNOWN_AREA: () => 'Мұндай аумақ жоқ.',
  AMBIGUOUS_AREA: ({ candidates }) => `Мыналардың бірі болуы мүмкін: ${candidates}. Кодын жазыңыз.`,
  NOT_A_DAY: () => 'Бұл күн емес; мысалы, 2026-07-17 деп жазыңыз.',
  NOT_A_SUCCESSION: () => 'Тек SPLIT, MERGE немесе RENAMED болуы мүмкін.',
  STILL_THERE: () => 'Аумақ әлі бар: бұл тек SPLIT кезінде болады.',
  ITS_OWN_SUCCESSOR: () => 'Аумақ өзінің мұрагері бола алмайды.',
  NOT_A_YEAR: () => 'Бұл 1900 мен 2200 арасындағы жыл емес.',
  NOT_A_POPULATION: () => 'Бұл адамдардың бүтін саны емес.',
  TWICE: ({ row }) => `Осы аумақ пен жыл ${row}-жолда бар.`,
  NO_GEOMETRY: () => 'Геометриясы жоқ.',
  WRONG_GEOMETRY: ({ type }) => `${type} жарамайды: Polygon, MultiPolygon немесе Point керек.`,
  NOT_IN_DEGREES: ({ position }) => `${position} градуспен берілген бойлық пен ендік емес.`,
  OPEN_RING: () => 'Контур тұйықталмаған немесе төрттен аз нүктесі бар.',
  FLAT_RING: () => 'Контур ештеңені қамтымайды.',
};

const errorsEn: Words<AreaFileErrorCode> = {
  MISSING_COLUMNS: ({ missing, found }) => `The file lacks these columns: ${missing}. It has: ${found}.`,
  FAULTS: ({ count }) => `Nothing was written: the file has ${count} ${count === 1 ? 'fault' : 'faults'}.`,
  NO_ROWS: () => 'The file has headings and nothing below them.',
  NOT_GEOJSON: ({ reason }) => `The file is no GeoJSON FeatureCollection: ${reason}.`,
  TOPOJSON: () => 'The file is TopoJSON; convert it to GeoJSON.',
  OTHER_CRS: ({ crs }) => `The file is in the coordinates ${crs}; convert it to WGS 84 (longitude and latitude).`,
  TOO_LARGE: ({ most }) => `The file is larger than ${most} MB; simplify its boundaries.`,
  NO_CODES: ({ tried }) => `No feature has a code in a property named ${tried}; --code-property names another.`,
  OLDER_EDITION: ({ name, day }) =>
    `The edition "${name}" of ${day} was taken in already; an older one cannot follow it.`,
  FUTURE_EDITION: ({ day }) => `${day} is still to come: take the edition in once it is in force.`,
  RETIRES_MANY: ({ count, of }) =>
    `The file lacks ${count} of ${of} areas that are there, more than one in twenty: is it whole? --within CODE is for a file of one region, --retire-many takes it as it is.`,
};

const errorsRu: Words<AreaFileErrorCode> = {
  MISSING_COLUMNS: ({ missing, found }) => `В файле нет столбцов: ${missing}. Есть: ${found}.`,
  FAULTS: ({ count }) => `Ничего не записано; ошибок в файле: ${count}.`,
  NO_ROWS: () => 'В файле есть заголовки, а под ними ничего.',
  NOT_GEOJSON: ({ reason }) => `Файл не является GeoJSON FeatureCollection: ${reason}.`,
  TOPOJSON: () => 'Это TopoJSON; преобразуйте его в GeoJSON.',
  OTHER_CRS: ({ crs }) => `Координаты файла: ${crs}; преобразуйте его в WGS 84 (долгота и широта).`,
  TOO_LARGE: ({ most }) => `Файл больше ${most} МБ; упростите границы.`,
  NO_CODES: ({ tried }) => `Ни у одного объекта нет кода в свойстве ${tried}; --code-property назовёт другое.`,
  OLDER_EDITION: ({ name, day }) => `Редакция «${name}» от ${day} уже принята; более ранняя не может следовать за ней.`,
  FUTURE_EDITION: ({ day }) => `${day} ещё не наступило: примите редакцию, когда она вступит в силу.`,
  RETIRES_MANY: ({ count, of }) =>
    `В файле нет ${count} из ${of} территорий, больше одной из двадцати: он полон? --within CODE — для файла одной области, --retire-many примет его как есть.`,
};

const errorsKk: Words<AreaFileErrorCode> = {
  MISSING_COLUMNS: ({ missing, found }) => `Файлда мына бағандар жоқ: ${missing}. Бар бағандар: ${found}.`,
  FAULTS: ({ count }) => `Ештеңе жазылған жоқ; файлдағы қате саны: ${count}.`,
  NO_ROWS: () => 'Файлда тақырыптар бар, ал астында ештеңе жоқ.',
  NOT_GEOJSON: ({ reason }) => `Файл GeoJSON FeatureCollection емес: ${reason}.`,
  TOPOJSON: () => 'Бұл TopoJSON; оны GeoJSON-ға түрлендіріңіз.',
  OTHER_CRS: ({ crs }) => `Файлдың координаттары: ${crs}; оны WGS 84 жүйесіне түрлендіріңіз (бойлық пен ендік).`,
  TOO_LARGE: ({ most }) => `Файл ${most} МБ-тан үлкен; шекараларды қарапайымдаңыз.`,
  NO_CODES: ({ tried }) => `Бірде-бір нысанның ${tried} қасиетінде код жоқ; --code-property басқасын атайды.`,
  OLDER_EDITION: ({ name, day }) =>
    `«${name}» редакциясы (${day}) қабылданып қойған; одан бұрынғысы кейін келе алмайды.`,
  FUTURE_EDITION: ({ day }) => `${day} әлі келген жоқ: редакцияны күшіне енгенде қабылдаңыз.`,
  RETIRES_MANY: ({ count, of }) =>
    `Файлда ${of} аумақтың ${count}-і жоқ, бұл жиырмадан бірінен көп: файл толық па? --within CODE бір облыстың файлы үшін, --retire-many оны сол күйінде қабылдайды.`,
};

export const areaFaultWords: Readonly<Record<Locale, Words<AreaFaultCode>>> = {
  KK: faultsKk,
  RU: faultsRu,
  EN: faultsEn,
};
export const areaFileErrorWords: Readonly<Record<Locale, Words<AreaFileErrorCode>>> = {
  KK: errorsKk,
  RU: errorsRu,
  EN: errorsEn,
};
