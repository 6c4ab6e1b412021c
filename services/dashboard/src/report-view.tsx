import { CheckList } from './check-list.js';
import { FigureTable } from './figure-table.js';
import { formatDate } from './format.js';
import type { PageLocale } from './locale.js';
import { districtsOf } from './report.js';
import type { PageReport } from './report.js';
import { VerdictSummary } from './verdict-summary.js';
import { pageWords } from './words.js';

interface ReportViewProps {
  report: PageReport;
  locale: PageLocale;
}

export function ReportView({ report, locale }: ReportViewProps) {
  const words = pageWords[locale];
  const districts = districtsOf(report);
  const language = report.language.toLowerCase();
  return (
    <article>
      <header className="report-head">
        <p className="area">{report.area.name}</p>
        <h1 lang={language}>{report.title}</h1>
        <dl className="dates">
          <div>
            <dt>{words.asOf}</dt>
            <dd>
              <time dateTime={report.asOf}>{formatDate(report.asOf, locale)}</time>
            </dd>
          </div>
          <div>
            <dt>{words.published}</dt>
            <dd>
              <time dateTime={report.publishedOn}>{formatDate(report.publishedOn, locale)}</time>
            </dd>
          </div>
        </dl>
      </header>

      <section aria-labelledby="figures">
        <h2 id="figures">{words.figures}</h2>
        <VerdictSummary figures={report.figures} locale={locale} />
        <FigureTable figures={report.figures} locale={locale} wordingLanguage={language} />
      </section>

      {report.checks.length > 0 && (
        <section aria-labelledby="checks">
          <h2 id="checks">{words.checks}</h2>
          <p className="muted">{words.checksHint}</p>
          <CheckList checks={report.checks} words={words} />
        </section>
      )}

      {districts.length > 0 && (
        <section aria-labelledby="districts">
          <h2 id="districts">{words.districts}</h2>
          <ul className="districts">
            {districts.map(({ code, name }) => (
              <li key={code}>{name}</li>
            ))}
          </ul>
        </section>
      )}

      <details className="source-text">
        <summary>{words.sourceText}</summary>
        <div lang={language}>
          {report.text.split(/\n\s*\n/).map((paragraph, index) => (
            <p key={index}>{paragraph}</p>
          ))}
        </div>
      </details>
    </article>
  );
}
