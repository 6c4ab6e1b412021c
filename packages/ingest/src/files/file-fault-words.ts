import type { Locale } from '@oblys/domain';
import type { FileFaultCode, FileFaultParams } from './file-fault.js';

type Words = Readonly<Record<FileFaultCode, (params: FileFaultParams) => string>>;

const english: Words = {
  UNREADABLE: ({ path, reason }) => `The file ${path} cannot be read: ${reason}.`,
  EMPTY_FILE: () => 'The file is empty.',
  NOT_A_TABLE: () => 'The file is neither a CSV nor an XLSX table.',
  OLD_EXCEL: () => 'The file is of an old Excel; save it as .xlsx.',
  ENCRYPTED: () => 'The file is protected by a password; save it without one.',
  TRUNCATED: () => 'The file is cut off or damaged; send it again.',
  ZIP_BOMB: ({ part }) => `The part ${part} of the file is too large when it is unpacked.`,
  BROKEN_XML: ({ part }) => `The part ${part} of the file is damaged; open it in a spreadsheet and save it anew.`,
  BROKEN_CSV: ({ line }) => `A value in quotes does not end as it should, near line ${line}.`,
  NO_SUCH_SHEET: ({ sheet, known }) => `There is no sheet "${sheet}": there are ${known}.`,
  EMPTY_HEADING: ({ column }) => `Column ${column} has values and no heading.`,
  DUPLICATE_HEADINGS: ({ column, other }) => `Columns ${column} and ${other} have the same heading.`,
  TOO_MANY_COLUMNS: ({ most }) => `The file has more than ${most} columns.`,
  CELL_TOO_LONG: ({ row, most }) => `A cell near row ${row} holds more than ${most} letters.`,
};

const russian: Words = {
  UNREADABLE: ({ path, reason }) => `Файл ${path} не читается: ${reason}.`,
  EMPTY_FILE: () => 'Файл пуст.',
  NOT_A_TABLE: () => 'Файл не является таблицей CSV или XLSX.',
  OLD_EXCEL: () => 'Файл старого Excel; сохраните его как .xlsx.',
  ENCRYPTED: () => 'Файл защищён паролем; сохраните его без пароля.',
  TRUNCATED: () => 'Файл обрезан или повреждён; отправьте его снова.',
  ZIP_BOMB: ({ part }) => `Часть ${part} файла в распакованном виде слишком велика.`,
  BROKEN_XML: ({ part }) => `Часть ${part} файла повреждена; откройте его в редакторе таблиц и сохраните заново.`,
  BROKEN_CSV: ({ line }) => `Значение в кавычках не закрыто как следует, около строки ${line}.`,
  NO_SUCH_SHEET: ({ sheet, known }) => `Листа «${sheet}» нет; есть: ${known}.`,
  EMPTY_HEADING: ({ column }) => `В столбце ${column} есть значения, но нет заголовка.`,
  DUPLICATE_HEADINGS: ({ column, other }) => `У столбцов ${column} и ${other} один и тот же заголовок.`,
  TOO_MANY_COLUMNS: ({ most }) => `В файле слишком много столбцов; наибольшее число: ${most}.`,
  CELL_TOO_LONG: ({ row, most }) => `Ячейка около строки ${row} слишком длинна; наибольшая длина: ${most}.`,
};

const kazakh: Words = {
  UNREADABLE: ({ path, reason }) => `${path} файлы оқылмайды: ${reason}.`,
  EMPTY_FILE: () => 'Файл бос.',
  NOT_A_TABLE: () => 'Файл CSV немесе XLSX кестесі емес.',
  OLD_EXCEL: () => 'Бұл ескі Excel файлы; оны .xlsx етіп сақтаңыз.',
  ENCRYPTED: () => 'Файл құпиясөзбен қорғалған; құпиясөзсіз сақтаңыз.',
  TRUNCATED: () => 'Файл қиылған немесе бүлінген; қайта жіберіңіз.',
  ZIP_BOMB: ({ part }) => `Файлдың ${part} бөлігі ашылғанда тым үлкен.`,
  BROKEN_XML: ({ part }) => `Файлдың ${part} бөлігі бүлінген; кесте бағдарламасында ашып, қайта сақтаңыз.`,
  BROKEN_CSV: ({ line }) => `Тырнақшадағы мән дұрыс жабылмаған; жуық жолы: ${line}.`,
  NO_SUCH_SHEET: ({ sheet, known }) => `«${sheet}» парағы жоқ; бар парақтар: ${known}.`,
  EMPTY_HEADING: ({ column }) => `${column} бағанында мәндер бар, ал тақырыбы жоқ.`,
  DUPLICATE_HEADINGS: ({ column, other }) => `${column} және ${other}-бағандардың тақырыбы бірдей.`,
  TOO_MANY_COLUMNS: ({ most }) => `Файлда баған тым көп; ең көп саны: ${most}.`,
  CELL_TOO_LONG: ({ row, most }) => `Ұяшық тым ұзын; жуық жолы: ${row}, ең көп ұзындығы: ${most}.`,
};

export const fileFaultWords: Readonly<Record<Locale, Words>> = { KK: kazakh, RU: russian, EN: english };
