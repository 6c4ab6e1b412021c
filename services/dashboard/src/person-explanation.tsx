import { dateOfInstant, formatDate } from './format.js';
import type { PageLocale } from './locale.js';
import type { PageFigure } from './report.js';
import type { PageWords } from './words.js';

interface PersonExplanationProps {
  explanation: NonNullable<PageFigure['mismatchExplanation']>;
  locale: PageLocale;
  words: PageWords;
}

/** What a person says of a mismatch, below a verdict that stays what it is. */
export function PersonExplanation({ explanation, locale, words }: PersonExplanationProps) {
  const { reason, text, explainedBy, explainedAt, isCurrent } = explanation;
  return (
    <div className="person-explanation">
      <p className="reason">
        {isCurrent ? words.explained : words.explainedBefore}: {words.reason[reason] ?? reason}
      </p>
      <p>{text}</p>
      <p className="who">
        {explainedBy}, <time dateTime={explainedAt}>{formatDate(dateOfInstant(explainedAt), locale)}</time>
      </p>
    </div>
  );
}
