import { describe, expect, it } from '@jest/globals';
import { LiveLine } from './live-line.js';

function createTerminal(columns: number | undefined, isTTY = true) {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => written.push(text) };
}

describe('LiveLine', () => {
  it('writes over itself, no wider than the terminal, and leaves nothing', () => {
    const terminal = createTerminal(12);
    const line = new LiveLine(terminal);
    line.show('қысқа');
    line.clear();
    line.show('ұзақ жұмыс жүріп жатыр');
    line.clear();
    line.clear();
    expect(terminal.written).toEqual(['\r\u001b[Kқысқа', '\r\u001b[K', '\r\u001b[Kұзақ жұмыс…', '\r\u001b[K']);
  });

  it.each([undefined, 0])('takes %s columns for a terminal that does not know its size', (columns) => {
    const terminal = createTerminal(columns);
    new LiveLine(terminal).show('working');
    expect(terminal.written).toEqual(['\r\u001b[Kworking']);
  });

  it('is silent where nobody watches', () => {
    const file = createTerminal(80, false);
    new LiveLine(file).show('working');
    expect(file.written).toEqual([]);
  });
});
