import { createHash } from 'node:crypto';

/** Each connection keeps the plan of each, at some hundred kilobytes for a large one. */
const mostNames = 100;

/**
 * Names for statements that are asked again and again, so that each connection parses and plans them once. The latest
 * used have names; what others left behind in a connection goes when the connection ends.
 */
export class StatementNames {
  private readonly byText = new Map<string, string>();

  nameOf(text: string): string {
    const name = this.byText.get(text) ?? `oblys_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
    // The map is in the order of use, oldest first.
    this.byText.delete(text);
    this.byText.set(text, name);
    if (this.byText.size > mostNames) this.byText.delete(this.byText.keys().next().value!);
    return name;
  }
}
