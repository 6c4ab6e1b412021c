import type { ReactNode } from 'react';
import type { PageMeasure } from './dictionary.js';
import type { DictionaryWords } from './dictionary-words.js';

interface MeasureEntryProps {
  measure: PageMeasure;
  words: DictionaryWords;
}

/** One measure: what it means in the open, and where it comes from folded, since few look for it. */
export function MeasureEntry({ measure, words }: MeasureEntryProps) {
  const { code, name, definition, kind, unit, isAdditive, expression, dimensions, sql } = measure;
  return (
    <article id={code} aria-labelledby={`${code}-name`} className="measure">
      <h3 id={`${code}-name`}>
        {name} <code>{code}</code>
      </h3>
      <p>{definition}</p>
      <dl>
        <Fact term={words.kind}>{words.kindWord[kind]}</Fact>
        <Fact term={words.unit}>{unit}</Fact>
        <Fact term={words.addsUp}>{isAdditive ? words.yes : words.no}</Fact>
        {expression !== null && (
          <Fact term={words.formula}>
            <code>{expression}</code>
          </Fact>
        )}
      </dl>
      <details>
        <summary>{words.lineage}</summary>
        <Lineage measure={measure} words={words} />
        <dl>
          <Fact term={words.dimensions}>{dimensions.join(', ')}</Fact>
        </dl>
        <h4>{words.sql}</h4>
        <pre tabIndex={0}>{sql}</pre>
        <History measure={measure} words={words} />
        <Reports measure={measure} words={words} />
      </details>
    </article>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Lineage({ measure: { lineage }, words }: MeasureEntryProps) {
  const { summaryTable, summaryColumns, cellTable, cellColumns, recordTables, importKinds, jobs, build } = lineage;
  const columns = (names: readonly string[]): string => (names.length === 0 ? '' : ` (${names.join(', ')})`);
  return (
    <dl>
      <Fact term={words.summary}>{`${summaryTable}${columns(summaryColumns)}`}</Fact>
      {cellColumns.length > 0 && <Fact term={words.cells}>{`${cellTable}${columns(cellColumns)}`}</Fact>}
      <Fact term={words.records}>{recordTables.join(', ')}</Fact>
      <Fact term={words.files}>{importKinds.join(', ')}</Fact>
      <Fact term={words.jobs}>{jobs.join(', ')}</Fact>
      {build !== null && <Fact term={words.build}>{build.asOf}</Fact>}
    </dl>
  );
}

function History({ measure: { code, history }, words }: MeasureEntryProps) {
  if (history.length === 0) return null;
  return (
    <section aria-labelledby={`${code}-history`}>
      <h4 id={`${code}-history`}>{words.history}</h4>
      <ol reversed>
        {history.map(({ number, inForceSince, definition, changed }) => (
          <li key={number} value={number}>
            {words.since} <time dateTime={inForceSince}>{inForceSince.slice(0, 'YYYY-MM-DD'.length)}</time>:{' '}
            {changed.length === 0 ? words.first : changed.map((part) => words.partWord[part]).join(', ')}. {definition}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Reports({ measure: { code, reports }, words }: MeasureEntryProps) {
  if (reports.length === 0) return null;
  return (
    <section aria-labelledby={`${code}-reports`}>
      <h4 id={`${code}-reports`}>{words.reports}</h4>
      <ul>
        {reports.map(({ id, title, publishedOn, figures }) => (
          <li key={id}>{`${title}, ${publishedOn}: № ${figures.join(', ')}`}</li>
        ))}
      </ul>
    </section>
  );
}
