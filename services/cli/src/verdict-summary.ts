import { counted } from './words.js';

const verdictWords = {
  MATCH: 'match',
  WITHIN_ROUNDING: 'within rounding',
  CONSISTENT: 'consistent',
  MISMATCH: 'mismatch',
  NOT_COMPUTABLE: 'not computable',
} as const;

export type VerdictCode = keyof typeof verdictWords;

/** 27 figures: 20 match, 4 within rounding, 3 consistent. Verdicts that nothing has are left out. */
export function summarizeVerdicts(verdicts: readonly VerdictCode[]): string {
  const counts = (Object.keys(verdictWords) as VerdictCode[])
    .map((code) => ({ code, count: verdicts.filter((verdict) => verdict === code).length }))
    .filter(({ count }) => count > 0)
    .map(({ code, count }) => `${count} ${verdictWords[code]}`);
  const figures = counted(verdicts.length, 'figure');
  return counts.length === 0 ? figures : `${figures}: ${counts.join(', ')}`;
}

export function verdictWord(code: VerdictCode): string {
  return verdictWords[code];
}
