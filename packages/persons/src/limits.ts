/** What is taken of persons: letters at most, and the earliest year of birth. */
export const personalLimits = { fullName: 200, contact: 300, text: 10_000, birthYear: 1900 } as const;
