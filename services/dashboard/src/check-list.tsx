import type { PageCheck } from './report.js';
import type { PageWords } from './words.js';

interface CheckListProps {
  checks: readonly PageCheck[];
  words: PageWords;
}

export function CheckList({ checks, words }: CheckListProps) {
  return (
    <ul className="checks">
      {checks.map(({ number, holds, explanation }) => (
        <li key={number}>
          <span className="badge" data-verdict={holds ? 'MATCH' : 'MISMATCH'}>
            <span className="sign" aria-hidden="true">
              {holds ? '✓' : '✕'}
            </span>
            {holds ? words.holds : words.contradicts}
          </span>
          <span>{explanation}</span>
        </li>
      ))}
    </ul>
  );
}
