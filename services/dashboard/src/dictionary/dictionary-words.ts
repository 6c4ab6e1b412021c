import type { PageLocale } from '../locale.js';

/** Every text of the dictionary that is not data. */
export interface DictionaryWords {
  readonly title: string;
  readonly lead: string;
  readonly search: string;
  readonly none: string;
  readonly toReport: string;
  readonly kind: string;
  readonly unit: string;
  readonly addsUp: string;
  readonly yes: string;
  readonly no: string;
  readonly formula: string;
  readonly dimensions: string;
  readonly lineage: string;
  readonly summary: string;
  readonly cells: string;
  readonly records: string;
  readonly files: string;
  readonly jobs: string;
  readonly build: string;
  readonly sql: string;
  readonly history: string;
  readonly since: string;
  readonly first: string;
  readonly reports: string;
  readonly kindWord: Readonly<Record<string, string>>;
  readonly partWord: Readonly<Record<string, string>>;
}

const kk: DictionaryWords = {
  title: 'Көрсеткіштер сөздігі',
  lead: 'Әр көрсеткіштің мағынасы, ол неден есептеледі және бұрын нені білдірген.',
  search: 'Көрсеткішті іздеу',
  none: 'Мұндай көрсеткіш жоқ.',
  toReport: 'Есепке',
  kind: 'Түрі',
  unit: 'Өлшем бірлігі',
  addsUp: 'Аумақтар бойынша қосылады',
  yes: 'иә',
  no: 'жоқ',
  formula: 'Формула',
  dimensions: 'Өлшемдер',
  lineage: 'Шығу тегі',
  summary: 'Жиынтық кесте',
  cells: 'Айлық кесте',
  records: 'Жазбалар',
  files: 'Файл түрлері',
  jobs: 'Тапсырмалар',
  build: 'Соңғы есептелген күні',
  sql: 'Жазбалардан есептейтін SQL',
  history: 'Анықтаманың тарихы',
  since: 'күшіне енгені',
  first: 'алғашқы нұсқа',
  reports: 'Осы көрсеткіш айтылған есептер',
  kindWord: { FLOW: 'ағын', STOCK: 'деңгей', COHORT: 'түскендер тобы', RATE: 'үлес' },
  partWord: {
    NAME: 'атауы өзгерді',
    DEFINITION: 'анықтамасы өзгерді',
    UNIT: 'өлшем бірлігі өзгерді',
    KIND: 'түрі өзгерді',
    COMPUTATION: 'есептелуі өзгерді',
  },
};

const ru: DictionaryWords = {
  title: 'Словарь показателей',
  lead: 'Что означает каждый показатель, из чего он считается и что он означал раньше.',
  search: 'Найти показатель',
  none: 'Такого показателя нет.',
  toReport: 'К отчёту',
  kind: 'Вид',
  unit: 'Единица',
  addsUp: 'Складывается по территориям',
  yes: 'да',
  no: 'нет',
  formula: 'Формула',
  dimensions: 'Разрезы',
  lineage: 'Происхождение',
  summary: 'Сводная таблица',
  cells: 'Таблица по месяцам',
  records: 'Записи',
  files: 'Виды файлов',
  jobs: 'Задания',
  build: 'Рассчитано на',
  sql: 'SQL, который считает по записям',
  history: 'История определения',
  since: 'действует с',
  first: 'первая версия',
  reports: 'Отчёты, в которых он назван',
  kindWord: { FLOW: 'поток', STOCK: 'уровень', COHORT: 'когорта', RATE: 'доля' },
  partWord: {
    NAME: 'изменилось название',
    DEFINITION: 'изменилось определение',
    UNIT: 'изменилась единица',
    KIND: 'изменился вид',
    COMPUTATION: 'изменился расчёт',
  },
};

const en: DictionaryWords = {
  title: 'Dictionary of measures',
  lead: 'What each measure means, what it is counted from, and what it meant before.',
  search: 'Find a measure',
  none: 'There is no such measure.',
  toReport: 'To the report',
  kind: 'Kind',
  unit: 'Unit',
  addsUp: 'Adds up over areas',
  yes: 'yes',
  no: 'no',
  formula: 'Formula',
  dimensions: 'Dimensions',
  lineage: 'Lineage',
  summary: 'Summary table',
  cells: 'Table of months',
  records: 'Records',
  files: 'Kinds of file',
  jobs: 'Jobs',
  build: 'Built as of',
  sql: 'SQL that counts it from the records',
  history: 'History of its definition',
  since: 'in force since',
  first: 'first version',
  reports: 'Reports that state it',
  kindWord: { FLOW: 'flow', STOCK: 'stock', COHORT: 'cohort', RATE: 'rate' },
  partWord: {
    NAME: 'the name changed',
    DEFINITION: 'the definition changed',
    UNIT: 'the unit changed',
    KIND: 'the kind changed',
    COMPUTATION: 'the computation changed',
  },
};

export const dictionaryWords: Readonly<Record<PageLocale, DictionaryWords>> = { kk, ru, en };
