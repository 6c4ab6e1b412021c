/** Numbers of rows, a bit for each: a million faulty rows are an eighth of a megabyte. */
export class RowBits {
  private bits = new Uint8Array(1_024);
  private count = 0;

  get size(): number {
    return this.count;
  }

  has(row: number): boolean {
    return ((this.bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  }

  add(row: number): void {
    if (this.has(row)) return;
    if (row >> 3 >= this.bits.length) this.grow(row >> 3);
    this.bits[row >> 3]! |= 1 << (row & 7);
    this.count += 1;
  }

  private grow(index: number): void {
    const grown = new Uint8Array(Math.max(this.bits.length * 2, index + 1));
    grown.set(this.bits);
    this.bits = grown;
  }
}
