/** A message stays readable, however long the text it is about. */
export function abbreviate(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
