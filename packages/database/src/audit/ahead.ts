/** Rows one after the other, of which the next one can be looked at before it is taken. */
export class Ahead<Row> {
  private next: Promise<IteratorResult<Row>> | null = null;

  constructor(private readonly rows: AsyncGenerator<Row>) {}

  async peek(): Promise<Row | null> {
    this.next ??= this.rows.next();
    const { done, value } = await this.next;
    return done === true ? null : value;
  }

  async take(): Promise<void> {
    await this.peek();
    this.next = null;
  }
}
