import type { ClaimedDelivery, DeliveryWhat } from '@oblys/database';
import { inLocale, type Locale, type LocalizedText } from '@oblys/domain';
import type { Digest } from '../digest/digest.js';
import { renderDigest } from '../digest/render-digest.js';
import { html, mailPage } from './html.js';
import { alertWords, formatInstant, languageTags } from './words.js';

/** What one recipient is told, in its language: as a mail and as the body of a webhook. */
export interface Message {
  /** One line: nothing in it can be read as another header. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What a webhook gets beside the keys that all have. */
  readonly body: object;
}

/** A delivery, or what only tries whether an address can be reached. */
export type Sendable = Pick<ClaimedDelivery, 'channel' | 'address' | 'locale' | 'idempotencyKey' | 'payload'> & {
  readonly what: DeliveryWhat | 'TEST';
};

/** What is queued of an incident, as the database writes it. */
interface IncidentPayload {
  incidentId: string;
  key: string;
  kind: string;
  severity: 'WARNING' | 'CRITICAL';
  title: LocalizedText;
  detail: LocalizedText;
  linkPath: string;
  areaCode: string | null;
  areaName: LocalizedText | null;
  runId: string | null;
  openedAt: string;
  closedAt: string | null;
}

export function messageOf({ what, locale, payload }: Sendable, publicUrl: string): Message {
  if (what === 'TEST') return testMessage(locale);
  if (what === 'DIGEST') {
    const digest = payload as Digest;
    const { subject, ...rest } = renderDigest(digest, locale, publicUrl);
    return { subject: oneLine(subject), ...rest, body: { digest } };
  }
  return incidentMessage(what, payload as IncidentPayload, locale, publicUrl);
}

function incidentMessage(
  what: 'OPENED' | 'CLOSED',
  incident: IncidentPayload,
  locale: Locale,
  publicUrl: string,
): Message {
  const words = alertWords[locale];
  const { severity, linkPath, areaName, areaCode, runId, openedAt, closedAt } = incident;
  const [title, detail] = [oneLine(inLocale(incident.title, locale)), inLocale(incident.detail, locale)];
  const subject = `[Oblys] ${what === 'OPENED' ? words.opened : words.closed}: ${title}`;
  const url = `${publicUrl}${linkPath}`;
  const facts: [string, string][] = [
    [words.since, formatInstant(new Date(openedAt), locale)],
    ...(closedAt === null ? [] : [[words.until, formatInstant(new Date(closedAt), locale)] as [string, string]]),
    ...(areaName === null ? [] : [[words.area, `${inLocale(areaName, locale)} (${areaCode})`] as [string, string]]),
    ...(runId === null ? [] : [[words.run, runId] as [string, string]]),
  ];
  const state = what === 'OPENED' ? words.severity[severity] : words.closed;
  const color = what === 'CLOSED' ? '#1a7f37' : severity === 'CRITICAL' ? '#b42318' : '#9a6700';
  const { incidentId: id, key, kind } = incident;
  return {
    subject,
    text: [`${state}: ${title}`, '', detail, '', ...facts.map((fact) => fact.join(': ')), '', `${words.look}: ${url}`]
      .concat(['', words.automatic, ''])
      .join('\n'),
    html: mailPage(
      languageTags[locale],
      subject,
      html`<p style="margin:0;color:${color};font-weight:600">${state}</p>
        <h1 style="margin:4px 0 16px;font-size:20px;line-height:1.3">${title}</h1>
        <p style="white-space:pre-line">${detail}</p>
        <table style="border-collapse:collapse">
          ${facts.map(
            ([name, value]) =>
              html` <tr>
                <th style="padding:2px 16px 2px 0;text-align:left;font-weight:400;color:#57606a">${name}</th>
                <td>${value}</td>
              </tr>`,
          )}
        </table>
        <p><a href="${url}" style="color:#0b57d0">${words.look}</a></p>
        <p style="color:#57606a;font-size:13px">${words.automatic}</p>`,
    ),
    body: { incident: { id, key, kind, severity, title, detail, areaCode, runId, openedAt, closedAt, url } },
  };
}

function testMessage(locale: Locale): Message {
  const { test, testDetail, automatic } = alertWords[locale];
  return {
    subject: `[Oblys] ${test}`,
    text: `${testDetail}\n\n${automatic}\n`,
    html: mailPage(
      languageTags[locale],
      test,
      html`<h1>${test}</h1>
        <p>${testDetail}</p>
        <p>${automatic}</p>`,
    ),
    body: {},
  };
}

/** Titles may hold what records and errors say: whatever ends a line would begin another header. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
