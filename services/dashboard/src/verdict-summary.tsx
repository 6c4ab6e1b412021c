import { formatNumber } from './format.js';
import type { PageLocale } from './locale.js';
import type { PageFigure } from './report.js';
import { VerdictBadge } from './verdict-badge.js';
import { pageWords } from './words.js';

interface VerdictSummaryProps {
  figures: readonly PageFigure[];
  locale: PageLocale;
}

/** How many figures have each verdict, the best first; a verdict that none has is left out. */
export function VerdictSummary({ figures, locale }: VerdictSummaryProps) {
  const counts = Object.entries(pageWords[locale].verdictWord)
    .map(([verdict, word]) => ({ verdict, word, count: figures.filter((each) => each.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
  return (
    <ul className="summary">
      {counts.map(({ verdict, word, count }) => (
        <li key={verdict}>
          <VerdictBadge verdict={verdict} word={word} count={formatNumber(String(count), locale)} />
        </li>
      ))}
    </ul>
  );
}
