export type JsonRow = Readonly<Record<string, unknown>>;

/**
 * What one select gives, each expression once under a short name: names of the answer may be longer than an
 * identifier of PostgreSQL, and the same column may be asked for by several fields.
 */
export class SelectList {
  private readonly names = new Map<string, string>();

  add(expression: string): string {
    const name = this.names.get(expression) ?? `c${this.names.size}`;
    this.names.set(expression, name);
    return name;
  }

  toSql(): string {
    if (this.names.size === 0) return 'true as c0';
    return [...this.names].map(([expression, name]) => `${expression} as ${name}`).join(', ');
  }
}
