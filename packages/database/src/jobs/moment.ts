/**
 * The moment that a statement is about, out of a parameter: that of the database's clock, which all schedulers share,
 * unless one is given, as the simulated clock of a test is.
 */
export function moment(parameter: string): string {
  return `coalesce(${parameter}::timestamptz, clock_timestamp())`;
}
