import type { PageLocale } from './locale.js';

/** Every text of the page that is not data. */
export interface PageWords {
  readonly language: string;
  readonly chooseLanguage: string;
  readonly loading: string;
  readonly noReport: string;
  readonly noReportHint: string;
  readonly failed: string;
  readonly tryAgain: string;
  readonly asOf: string;
  readonly published: string;
  readonly figures: string;
  readonly figuresCaption: string;
  readonly number: string;
  readonly measure: string;
  readonly stated: string;
  readonly computed: string;
  readonly difference: string;
  readonly verdict: string;
  readonly explanation: string;
  readonly checks: string;
  readonly checksHint: string;
  readonly holds: string;
  readonly contradicts: string;
  readonly districts: string;
  readonly sourceText: string;
  readonly qualifier: Readonly<Record<string, string>>;
  readonly verdictWord: Readonly<Record<string, string>>;
  /** Before the words of a person who explains a mismatch; and where they are of figures that have changed since. */
  readonly explained: string;
  readonly explainedBefore: string;
  readonly reason: Readonly<Record<string, string>>;
  readonly signIn: string;
  readonly signInAs: string;
  readonly areaCode: string;
  readonly signOut: string;
  readonly signInRefused: string;
  readonly signInEnded: string;
  readonly role: Readonly<Record<string, string>>;
}

const kk: PageWords = {
  language: 'Қазақша',
  chooseLanguage: 'Тілді таңдау',
  loading: 'Жүктелуде…',
  noReport: 'Есеп әзірге жүктелмеген.',
  noReportHint: 'Дерекқор бос: үлгі деректермен іске қосу үшін OBLYS_DEMO=1 қойыңыз.',
  failed: 'Деректерді алу мүмкін болмады.',
  tryAgain: 'Қайталап көру',
  asOf: 'Деректер күні',
  published: 'Жарияланған күні',
  figures: 'Көрсеткіштер',
  figuresCaption: 'Есепте айтылған әр көрсеткіш және жазбалардан есептелген мән',
  number: '№',
  measure: 'Көрсеткіш',
  stated: 'Есепте',
  computed: 'Есептелгені',
  difference: 'Айырма',
  verdict: 'Қорытынды',
  explanation: 'Түсіндірме',
  checks: 'Есептің өз ішіндегі және бұрынғы есептермен үйлесімі',
  checksHint:
    'Бөліктер, бағдарламалар мен кезеңдер бүтінге сыя ма, тек өсетін көрсеткіштер бұрынғы есептерге қарағанда кемімеген бе; дөңгелектеу аралық ретінде алынады.',
  holds: 'Үйлеседі',
  contradicts: 'Қайшы',
  districts: 'Аудандар мен қалалар',
  sourceText: 'Есептің мәтіні',
  qualifier: { ROUNDED: 'дөңгелектелген', ABOUT: 'шамамен', MORE_THAN: 'астам', LESS_THAN: 'аз' },
  verdictWord: {
    MATCH: 'Дәл келеді',
    WITHIN_ROUNDING: 'Дөңгелектеу шегінде',
    CONSISTENT: 'Қайшы емес',
    MISMATCH: 'Сәйкес келмейді',
    NOT_COMPUTABLE: 'Есептелмейді',
    WITHHELD: 'Көрсетілмейді',
  },
  explained: 'Себебі',
  explainedBefore: 'Бұрынғы мәнге берілген түсіндірме',
  reason: {
    REPORT_WRONG: 'есептегі мән қате',
    RECORDS_INCOMPLETE: 'жазбалар толық емес',
    DEFINITION_DIFFERS: 'есептеу тәсілі басқа',
    LATE_RECORDS: 'жазбалар кеш түскен',
    OTHER: 'басқа себеп',
  },
  signIn: 'Кіру',
  signInAs: 'Кім болып кіру',
  areaCode: 'Аумақ коды',
  signOut: 'Шығу',
  signInRefused: 'Кіру мүмкін болмады.',
  signInEnded: 'Сеанс аяқталды, қайта кіріңіз.',
  role: {
    PUBLIC: 'көпшілік',
    VIEWER: 'оқырман',
    DISTRICT_EDITOR: 'аудан редакторы',
    REGIONAL_ANALYST: 'облыс талдаушысы',
    CASEWORKER: 'өтініштермен жұмыс істеуші',
    ADMINISTRATOR: 'әкімші',
  },
};

const ru: PageWords = {
  language: 'Русский',
  chooseLanguage: 'Выбор языка',
  loading: 'Загрузка…',
  noReport: 'Отчёт ещё не загружен.',
  noReportHint: 'База пуста: чтобы запустить с демонстрационными данными, задайте OBLYS_DEMO=1.',
  failed: 'Не удалось получить данные.',
  tryAgain: 'Повторить',
  asOf: 'По состоянию на',
  published: 'Опубликовано',
  figures: 'Показатели',
  figuresCaption: 'Каждый показатель отчёта рядом со значением, вычисленным по записям',
  number: '№',
  measure: 'Показатель',
  stated: 'В отчёте',
  computed: 'Вычислено',
  difference: 'Разница',
  verdict: 'Вывод',
  explanation: 'Пояснение',
  checks: 'Согласованность отчёта с самим собой и с прежними',
  checksHint:
    'Укладываются ли части, программы и периоды в целое, и не уменьшилось ли по сравнению с прежними отчётами то, что может только расти; округление считается промежутком.',
  holds: 'Сходится',
  contradicts: 'Противоречие',
  districts: 'Районы и города',
  sourceText: 'Текст отчёта',
  qualifier: { ROUNDED: 'округлено', ABOUT: 'около', MORE_THAN: 'более', LESS_THAN: 'менее' },
  verdictWord: {
    MATCH: 'Совпадает',
    WITHIN_ROUNDING: 'В пределах округления',
    CONSISTENT: 'Не противоречит',
    MISMATCH: 'Расходится',
    NOT_COMPUTABLE: 'Не вычисляется',
    WITHHELD: 'Не раскрывается',
  },
  explained: 'Причина',
  explainedBefore: 'Пояснение к прежнему значению',
  reason: {
    REPORT_WRONG: 'ошибка в отчёте',
    RECORDS_INCOMPLETE: 'неполные записи',
    DEFINITION_DIFFERS: 'иное определение',
    LATE_RECORDS: 'записи поступили позже',
    OTHER: 'иная причина',
  },
  signIn: 'Войти',
  signInAs: 'Войти как',
  areaCode: 'Код территории',
  signOut: 'Выйти',
  signInRefused: 'Войти не удалось.',
  signInEnded: 'Сеанс завершён, войдите снова.',
  role: {
    PUBLIC: 'общий доступ',
    VIEWER: 'читатель',
    DISTRICT_EDITOR: 'редактор района',
    REGIONAL_ANALYST: 'аналитик области',
    CASEWORKER: 'работник по обращениям',
    ADMINISTRATOR: 'администратор',
  },
};

const en: PageWords = {
  language: 'English',
  chooseLanguage: 'Choose a language',
  loading: 'Loading…',
  noReport: 'No report is loaded yet.',
  noReportHint: 'The database is empty: set OBLYS_DEMO=1 to start with the demonstration data.',
  failed: 'The data could not be fetched.',
  tryAgain: 'Try again',
  asOf: 'As of',
  published: 'Published',
  figures: 'Figures',
  figuresCaption: 'Every figure the report states, beside the value computed from the records',
  number: 'No.',
  measure: 'Measure',
  stated: 'Stated',
  computed: 'Computed',
  difference: 'Difference',
  verdict: 'Verdict',
  explanation: 'Explanation',
  checks: 'The report held against itself and earlier ones',
  checksHint:
    'Whether parts, programmes and spans fit into their wholes, and whether what can only grow has not fallen since earlier reports; rounding is taken as an interval.',
  holds: 'Holds',
  contradicts: 'Contradiction',
  districts: 'Districts and cities',
  sourceText: 'Text of the report',
  qualifier: { ROUNDED: 'rounded', ABOUT: 'about', MORE_THAN: 'more than', LESS_THAN: 'less than' },
  verdictWord: {
    MATCH: 'Match',
    WITHIN_ROUNDING: 'Within rounding',
    CONSISTENT: 'Consistent',
    MISMATCH: 'Mismatch',
    NOT_COMPUTABLE: 'Not computable',
    WITHHELD: 'Not shown',
  },
  explained: 'Reason',
  explainedBefore: 'Explanation of an earlier value',
  reason: {
    REPORT_WRONG: 'the report is wrong',
    RECORDS_INCOMPLETE: 'records are incomplete',
    DEFINITION_DIFFERS: 'counted by another definition',
    LATE_RECORDS: 'records came in late',
    OTHER: 'another reason',
  },
  signIn: 'Sign in',
  signInAs: 'Sign in as',
  areaCode: 'Code of an area',
  signOut: 'Sign out',
  signInRefused: 'Signing in failed.',
  signInEnded: 'The session has ended, sign in again.',
  role: {
    PUBLIC: 'the public',
    VIEWER: 'viewer',
    DISTRICT_EDITOR: 'district editor',
    REGIONAL_ANALYST: 'regional analyst',
    CASEWORKER: 'caseworker',
    ADMINISTRATOR: 'administrator',
  },
};

export const pageWords: Readonly<Record<PageLocale, PageWords>> = { kk, ru, en };
