/** The sign tells verdicts apart where colours do not. */
const signs: Readonly<Record<string, string>> = {
  MATCH: '✓',
  WITHIN_ROUNDING: '≈',
  CONSISTENT: '∼',
  MISMATCH: '✕',
  NOT_COMPUTABLE: '?',
  WITHHELD: '–',
};

interface VerdictBadgeProps {
  verdict: string;
  word: string;
  /** How many figures have it, in a summary. */
  count?: string;
}

export function VerdictBadge({ verdict, word, count }: VerdictBadgeProps) {
  return (
    <span className="badge" data-verdict={verdict}>
      <span className="sign" aria-hidden="true">
        {signs[verdict] ?? '?'}
      </span>
      {count !== undefined && <b>{count}</b>} {word}
    </span>
  );
}
