import { formatDifference, formatNumber, formatQuantity } from './format.js';
import type { PageLocale } from './locale.js';
import { PersonExplanation } from './person-explanation.js';
import type { PageFigure } from './report.js';
import { VerdictBadge } from './verdict-badge.js';
import type { PageWords } from './words.js';
import { pageWords } from './words.js';

interface FigureTableProps {
  figures: readonly PageFigure[];
  locale: PageLocale;
  /** The language the report is written in, and its words are quoted in. */
  wordingLanguage: string;
}

/**
 * A table on a wide screen, a list of cards on a narrow one. The roles are written out, since a browser forgets them
 * for cells that the style lays out as blocks.
 */
export function FigureTable({ figures, locale, wordingLanguage }: FigureTableProps) {
  const words = pageWords[locale];
  return (
    <table role="table" className="figures">
      <caption>{words.figuresCaption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <HeadCell text={words.number} />
          <HeadCell text={words.measure} />
          <HeadCell text={words.stated} numeric />
          <HeadCell text={words.computed} numeric />
          <HeadCell text={words.difference} numeric />
          <HeadCell text={words.verdict} />
          <HeadCell text={words.explanation} />
        </tr>
      </thead>
      <tbody role="rowgroup">
        {figures.map((figure) => (
          <FigureRow
            key={figure.number}
            figure={figure}
            locale={locale}
            wordingLanguage={wordingLanguage}
            words={words}
          />
        ))}
      </tbody>
    </table>
  );
}

function HeadCell({ text, numeric = false }: { text: string; numeric?: boolean }) {
  return (
    <th role="columnheader" scope="col" className={numeric ? 'numeric' : undefined}>
      {text}
    </th>
  );
}

interface FigureRowProps {
  figure: PageFigure;
  locale: PageLocale;
  wordingLanguage: string;
  words: PageWords;
}

function FigureRow({ figure, locale, wordingLanguage, words }: FigureRowProps) {
  const { number, measure, programme, value, unit, qualifier, wording, computed, difference, verdict } = figure;
  const { mismatchExplanation } = figure;
  const context = [measure.topic.name, programme?.name].filter((text) => text !== undefined).join(' · ');
  const qualifierWord = words.qualifier[qualifier];
  return (
    <tr role="row">
      <td role="cell" className="number">
        {number}
      </td>
      <th role="rowheader" scope="row">
        <span className="context">{context}</span>
        <span className="measure">{measure.name}</span>
        <q lang={wordingLanguage}>{wording}</q>
      </th>
      <td role="cell" className="numeric" data-label={words.stated}>
        <span className="quantity">{formatQuantity(value, unit, locale)}</span>
        {qualifierWord !== undefined && <span className="qualifier">{qualifierWord}</span>}
      </td>
      <td role="cell" className="numeric" data-label={words.computed}>
        {computed === null ? '—' : formatNumber(computed, locale)}
      </td>
      <td role="cell" className="numeric" data-label={words.difference}>
        {difference === null ? '—' : formatDifference(difference, locale)}
      </td>
      <td role="cell" className="verdict">
        <VerdictBadge verdict={verdict} word={words.verdictWord[verdict] ?? verdict} />
        {verdict === 'MISMATCH' && mismatchExplanation !== null && (
          <PersonExplanation explanation={mismatchExplanation} locale={locale} words={words} />
        )}
      </td>
      <td role="cell" className="explanation">
        {figure.explanation}
      </td>
    </tr>
  );
}
