import type { TextStream } from './io.js';

const toLineStart = '\r\u001b[K';
/** A line written more often than this only flickers. */
const minIntervalMs = 80;

/** One line of a terminal that is written over while long work goes on; silent where nobody watches. */
export class LiveLine {
  private shown = false;
  private writtenAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly stream: TextStream) {}

  show(text: string): void {
    if (this.stream.isTTY !== true || performance.now() - this.writtenAtMs < minIntervalMs) return;
    this.writtenAtMs = performance.now();
    this.shown = true;
    this.stream.write(toLineStart + cut(text, widthOf(this.stream) - 1));
  }

  clear(): void {
    this.writtenAtMs = Number.NEGATIVE_INFINITY;
    if (!this.shown) return;
    this.shown = false;
    this.stream.write(toLineStart);
  }
}

/** A terminal that does not know its size says 0. */
function widthOf({ columns }: TextStream): number {
  return columns === undefined || columns === 0 ? 80 : columns;
}

/** A line that wraps could not be written over. */
function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`;
}
