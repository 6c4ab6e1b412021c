import { inLocale, type Locale } from '@oblys/domain';
import { nameOfMeasure, numberWords } from '@oblys/ingest';
import { topics } from '@oblys/rollups';
import { html, mailPage, type Html } from '../alerts/html.js';
import { alertWords, formatDay, languageTags } from '../alerts/words.js';
import type { Digest, DigestFigure } from './digest.js';
import { digestWords, type DigestWords } from './digest-words.js';

export interface RenderedDigest {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A heading with what is said below it. */
interface Section {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, value: string, change: string])[];
}

/** A fact that may be bad news, and what it is about. */
interface Notice {
  readonly name: string;
  readonly value: string;
  readonly lines: readonly string[];
  readonly isBad: boolean;
}

export function renderDigest(digest: Digest, locale: Locale, publicUrl: string): RenderedDigest {
  const words = digestWords[locale];
  const [day, since] = [formatDay(digest.asOf, locale), formatDay(digest.since, locale)];
  const page: Page = {
    title: words.title(inLocale(digest.areaName, locale), day),
    lead: words.lead(day, since),
    sections: sectionsOf(digest, locale),
    notices: noticesOf(digest, locale),
    footer: [...(digest.runId === null ? [] : [`${words.builtBy}: ${digest.runId}`]), alertWords[locale].automatic],
    url: `${publicUrl}/`,
    words,
  };
  return { subject: `[Oblys] ${page.title}`, text: asText(page), html: asHtml(page, languageTags[locale]) };
}

interface Page {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly Section[];
  readonly notices: readonly Notice[];
  readonly footer: readonly string[];
  readonly url: string;
  readonly words: DigestWords;
}

function sectionsOf({ figures }: Digest, locale: Locale): Section[] {
  return topics.map((topic) => ({
    title: inLocale(topic.names, locale),
    rows: figures
      .filter((figure) => figure.topic === topic.code)
      .map((figure) => [
        nameOfMeasure(figure.topic, figure.measure, locale),
        valueInWords(figure, locale),
        changeInWords(figure, locale),
      ]),
  }));
}

function valueInWords({ value, valueType, withheld }: DigestFigure, locale: Locale): string {
  const words = digestWords[locale];
  if (value === null) return withheld === null ? words.unknown : words.withheld[withheld];
  const numbers = numberWords(locale, unitOf[valueType]);
  return numbers.value(valueType === 'ratio' ? percentage(Number(value)) : String(value));
}

function changeInWords({ change, valueType }: DigestFigure, locale: Locale): string {
  if (change === null) return '–';
  const numbers = numberWords(locale, unitOf[valueType]);
  if (valueType !== 'ratio') return numbers.signed(String(change));
  return `${numbers.signed(percentage(Number(change)))} ${digestWords[locale].points}`;
}

const unitOf = { count: 'count', money: 'KZT', ratio: 'percent' } as const;

/** To one decimal: of a share nobody reads more. */
function percentage(ratio: number): string {
  const text = (ratio * 100).toFixed(1);
  return Number(text) === 0 ? '0' : text;
}

function noticesOf(digest: Digest, locale: Locale): Notice[] {
  const words = digestWords[locale];
  const { overdueRoadmapItems: items, findings, disagreements, overdueTopics } = digest;
  const { count } = numberWords(locale, 'count');
  const found = findings.reduce((sum, each) => sum + each.count, 0);
  const nameOf = (code: string) => {
    const topic = topics.find((each) => each.code === code);
    return topic === undefined ? code : inLocale(topic.names, locale);
  };
  return [
    {
      name: words.overdueItems,
      value: items === null ? words.unknown : count(items),
      lines: [],
      isBad: items !== null && items > 0,
    },
    {
      name: words.findings,
      value: found === 0 ? words.none : count(found),
      lines: findings.map(
        (each) => `${nameOf(each.topic)}: ${words.findingKind[each.kind] ?? each.kind} (${count(each.count)})`,
      ),
      isBad: found > 0,
    },
    {
      name: words.disagreements,
      value: disagreements.length === 0 ? words.none : count(disagreements.length),
      lines: disagreements.map(({ reportTitle, topic, measure, stated, computed, unit }) => {
        const numbers = numberWords(locale, unit);
        const both = `${words.stated} ${numbers.value(stated)}, ${words.computed} ${numbers.value(computed, [stated])}`;
        return `${nameOfMeasure(topic, measure, locale)}: ${both} (${reportTitle})`;
      }),
      isBad: disagreements.length > 0,
    },
    {
      name: words.freshness,
      value: overdueTopics.length === 0 ? words.allCurrent : `${words.late}: ${overdueTopics.map(nameOf).join(', ')}`,
      lines: [],
      isBad: overdueTopics.length > 0,
    },
  ];
}

function asText({ title, lead, sections, notices, footer, url, words }: Page): string {
  return [
    title,
    lead,
    '',
    words.attention,
    ...notices.flatMap(({ name, value, lines }) => [`  ${name}: ${value}`, ...lines.map((line) => `    – ${line}`)]),
    ...sections.flatMap((section) => [
      '',
      section.title,
      ...section.rows.map(([name, value, change]) => `  ${name}: ${value} (${change})`),
    ]),
    '',
    `${words.look}: ${url}`,
    '',
    ...footer,
    '',
  ].join('\n');
}

const cell = 'padding:4px 8px 4px 0;border-bottom:1px solid #e5e7eb;vertical-align:top';
const number = `${cell};text-align:right;padding-right:0`;
/** Below the figure and not beside it, for telephones. */
const changed = 'color:#57606a;font-size:13px;font-weight:400';

function asHtml({ title, lead, sections, notices, footer, url, words }: Page, language: string): string {
  return mailPage(
    language,
    title,
    html`<h1 style="margin:0 0 4px;font-size:22px;line-height:1.3">${title}</h1>
      <p style="margin:0 0 16px;color:#57606a">${lead}</p>
      <h2 style="margin:0 0 8px;font-size:16px">${words.attention}</h2>
      <ul style="margin:0 0 16px;padding-left:20px">
        ${notices.map(noticeAsHtml)}
      </ul>
      <table style="width:100%;border-collapse:collapse">
        <thead>
          <tr>
            <th style="${cell};text-align:left">${words.measure}</th>
            <th style="${number}">
              ${words.yearSoFar}
              <div style="${changed}">${words.week}</div>
            </th>
          </tr>
        </thead>
        <tbody>
          ${sections.map(sectionAsHtml)}
        </tbody>
      </table>
      <p><a href="${url}" style="color:#0b57d0">${words.look}</a></p>
      ${footer.map((line) => html`<p style="margin:0;color:#57606a;font-size:13px">${line}</p> `)}`,
  );
}

function noticeAsHtml({ name, value, lines, isBad }: Notice): Html {
  const color = isBad ? '#b42318' : '#1a7f37';
  const list =
    lines.length === 0
      ? html``
      : html`<ul>
          ${lines.map((line) => html`<li>${line}</li>`)}
        </ul>`;
  return html` <li>${name}: <strong style="color:${color}">${value}</strong>${list}</li>`;
}

function sectionAsHtml({ title, rows }: Section): Html {
  return html` <tr>
      <th colspan="2" style="padding:14px 0 2px;text-align:left;color:#57606a;font-size:13px">${title}</th>
    </tr>
    ${rows.map(
      ([name, value, change]) =>
        html` <tr>
          <td style="${cell}">${name}</td>
          <td style="${number}">
            ${value}
            <div style="${changed}">${change}</div>
          </td>
        </tr>`,
    )}`;
}
