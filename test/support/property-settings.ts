/** Histories of a whole run, a world for each of the two files; OBLYS_PROPERTY_HISTORIES asks for more or fewer. */
export const historiesWanted = Number(process.env['OBLYS_PROPERTY_HISTORIES'] ?? 120);

/** Where the seeds begin; OBLYS_PROPERTY_SEED repeats a run that failed. */
export const firstSeed = Number(process.env['OBLYS_PROPERTY_SEED'] ?? 1);

/** Histories that share a database and its refreshes: four of each topic. */
export const historiesPerWorld = 60;

/** The seeds of one of the two test files that share the work. */
export function seedsOf(half: 0 | 1): number[] {
  const worlds = Math.ceil(historiesWanted / historiesPerWorld);
  return Array.from({ length: worlds }, (_none, index) => firstSeed + index).filter((seed) => seed % 2 === half);
}
