import { inLocale, type Locale, type LocalizedText } from '@oblys/domain';
import type { CheckedValue } from '../check-values.js';
import type { ColumnType, ExportColumn } from '../export-table.js';
import { UnwritableValueError } from '../unwritable-value-error.js';
import type { CellStyles } from './cell-styles.js';
import {
  booleanCell,
  firstExactDay,
  firstExactInstantMs,
  numberCell,
  serialOfDay,
  serialOfInstant,
  textCell,
} from './cell-xml.js';
import { mostCellLetters } from './xlsx-text.js';

/** A double holds so many decimal digits, whichever they are; further ones a spreadsheet would make zeros. */
const exactDigits = 15;

/** Writes the cells of a column, and counts those that had to become text to stay what they are. */
export class XlsxColumn {
  private readonly style: number;
  private readonly cellOf: (value: NonNullable<CheckedValue>, row: number) => string;
  private asText = 0;

  constructor(
    private readonly column: ExportColumn,
    private readonly styles: CellStyles,
  ) {
    this.style = styleOf(column.type, styles);
    this.cellOf = this.writerOf(column.type);
  }

  /** Null where there is nothing. */
  cell(value: CheckedValue, row: number): string | null {
    return value === null ? null : this.cellOf(value, row);
  }

  /** In words; null where every cell is of the column's type. */
  note(locale: Locale): string | null {
    if (this.asText === 0) return null;
    const isTime = this.column.type === 'DATE' || this.column.type === 'INSTANT';
    return `${this.column.heading}: ${inLocale(isTime ? earlyNote : digitsNote, locale)} ${this.asText}.`;
  }

  private writerOf(type: ColumnType): (value: NonNullable<CheckedValue>, row: number) => string {
    if (typeof type === 'object' || type === 'INTEGER') return (value) => this.exactNumber(value as string);
    switch (type) {
      case 'TEXT':
      case 'CODE':
        return (value, row) => this.text(value as string, row);
      case 'FLOAT':
        return (value) => numberCell(value as number, this.style);
      case 'BOOLEAN':
        return (value) => booleanCell(value as boolean);
      case 'DATE':
        return (value) => this.day(value as string);
      case 'INSTANT':
        return (value) => this.instant(value as Date);
    }
  }

  private text(text: string, row: number): string {
    if (text.length > mostCellLetters) {
      throw new UnwritableValueError(
        row,
        this.column.key,
        `the text has ${text.length} letters, and a cell of a spreadsheet holds ${mostCellLetters}; CSV, JSON and Parquet hold it.`,
      );
    }
    return textCell(text, this.style);
  }

  private exactNumber(digits: string): string {
    const isExact = digits.length <= exactDigits || digits.replace(/^-?0?\.?0*|\./g, '').length <= exactDigits;
    return isExact ? numberCell(digits, this.style) : this.kept(digits);
  }

  private day(day: string): string {
    return day < firstExactDay ? this.kept(day) : numberCell(serialOfDay(day), this.style);
  }

  private instant(instant: Date): string {
    const ms = instant.getTime();
    return ms < firstExactInstantMs ? this.kept(instant.toISOString()) : numberCell(serialOfInstant(ms), this.style);
  }

  private kept(text: string): string {
    this.asText += 1;
    return textCell(text, this.styles.text);
  }
}

function styleOf(type: ColumnType, styles: CellStyles): number {
  if (typeof type === 'object') return styles.of(type.scale > 0 ? `#,##0.${'0'.repeat(type.scale)}` : '#,##0');
  if (type === 'DATE') return styles.of('yyyy\\-mm\\-dd');
  if (type === 'INSTANT') return styles.of('yyyy\\-mm\\-dd\\ hh:mm:ss.000');
  if (type === 'INTEGER') return styles.of('0');
  return type === 'TEXT' || type === 'CODE' ? styles.text : styles.general;
}

const digitsNote: LocalizedText = {
  kk: '15 цифрдан ұзын сандар дәл қалуы үшін мәтін ретінде жазылды, олардың саны —',
  ru: 'числа длиннее 15 цифр записаны текстом, чтобы остаться точными; их —',
  en: 'numbers of more than 15 digits are written as text, so that they stay exact; there are',
};
const earlyNote: LocalizedText = {
  kk: 'кестелер 1900 жылғы 1 наурызға дейінгі күндерді дұрыс санамайды, сондықтан олар мәтін ретінде жазылды, олардың саны —',
  ru: 'даты раньше 1 марта 1900 года таблицы считают неверно, поэтому они записаны текстом; их —',
  en: 'spreadsheets count days before 1 March 1900 wrongly, so those are written as text; there are',
};
