/**
 * What a spreadsheet takes for a formula when it opens a CSV, also behind apostrophes that were there before, so that
 * guarding can be undone. A signed number is one and does nothing else.
 */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;
const signedNumber = /^[+-]\d+([.,]\d+)?$/;
const guardedFormula = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** Text that a spreadsheet would run, behind an apostrophe, which makes it text; any other as it is. */
export function guardFormula(text: string): string {
  return formula.test(text) && !signedNumber.test(text) ? `'${text}` : text;
}

/** The text that was guarded; any other as it is. */
export function unguardFormula(text: string): string {
  return guardedFormula.test(text) ? text.slice(1) : text;
}
