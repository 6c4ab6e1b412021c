import { mainNamespace, xmlHeader, xmlText } from './xlsx-text.js';

/** How cells are shown, by their place in the style sheet. */
export class CellStyles {
  /** In bold, and text whatever is typed. */
  readonly heading = 1;
  readonly text = 2;
  /** As a spreadsheet takes it. */
  readonly general = 0;
  private readonly formats: string[] = [];

  /** @param format as spreadsheets write one, such as yyyy\-mm\-dd */
  of(format: string): number {
    if (!this.formats.includes(format)) this.formats.push(format);
    return 3 + this.formats.indexOf(format);
  }

  /** The part of the workbook. */
  xml(): string {
    const formats = this.formats.map(
      (format, index) => `<numFmt numFmtId="${firstFormat + index}" formatCode="${xmlText(format)}"/>`,
    );
    const styles = [
      styleXml(0, 0),
      styleXml(textFormat, 1),
      styleXml(textFormat, 0),
      ...this.formats.map((_format, index) => styleXml(firstFormat + index, 0)),
    ];
    return (
      `${xmlHeader}<styleSheet xmlns="${mainNamespace}">` +
      (formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` : '') +
      '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${styles.length}">${styles.join('')}</cellXfs></styleSheet>`
    );
  }
}

/** The number that spreadsheets know the format of text by; those of one's own begin at 164. */
const textFormat = 49;
const firstFormat = 164;

function styleXml(format: number, font: number): string {
  return `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;
}
