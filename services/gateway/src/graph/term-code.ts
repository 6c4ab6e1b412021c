/** Whether a text can be the code of a term at all; one that cannot is not worth asking the database. */
export function isTermCode(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}
