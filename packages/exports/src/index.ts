export { guardFormula, unguardFormula } from './csv/formula-guard.js';
export { booleanCell, numberCell, rowXml, serialOfDay, textCell } from './xlsx/cell-xml.js';
export type { CellStyles } from './xlsx/cell-styles.js';
export { workbookStream } from './xlsx/workbook-stream.js';
export type { SheetPart } from './xlsx/workbook-stream.js';
export { columnName } from './xlsx/xlsx-text.js';
