import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addRecipient, type Fence } from '@oblys/database';
import { locales, type Locale } from '@oblys/domain';
import { loadDemo, loadReport, readReport, reconcile, seedReport } from '@oblys/ingest';
import { composeDigest, sendDigests, startDeliverer, type Digest, type JobLogger } from '@oblys/jobs';
import { refresh, topics } from '@oblys/rollups';
import { startTestGateway, type TestGateway } from '../support/index.js';
import { startMailServer, type TestMailServer } from '../support/mail-server.js';

const akmola = '110000000';
const asOf = '2025-11-11';
const weekBefore = '2025-11-04';
/** Seven in the morning in Almaty, of the day after. */
const now = new Date('2025-11-12T02:00:00Z');
const publicUrl = 'https://oblys.example.kz';

let gateway: TestGateway;
let mailServer: TestMailServer;

beforeAll(async () => {
  mailServer = await startMailServer();
  gateway = await startTestGateway({
    now: () => now,
    seed: async (database) => {
      await loadDemo(database, { until: asOf });
      await database.transaction('READ COMMITTED', async (sql) => loadReport(sql, await readReport(seedReport)));
      await refresh(database, { asOf });
      await reconcile(database, { all: true });
    },
  });
}, 120_000);

beforeEach(async () => {
  await gateway.database.query('truncate alert_recipient, delivery');
  mailServer.received.length = 0;
});

afterAll(async () => {
  await gateway?.end();
  await mailServer?.close();
});

const compose = (locale: Locale = 'EN', more = {}) =>
  composeDigest(gateway.database, { areaCode: akmola, asOf, now, locale, publicUrl, ...more });

/** What the gateway says of the year so far, by topic and measure. */
async function yearAsOf(day: string): Promise<Record<string, Record<string, unknown>>> {
  const fields = topics.map(({ code, headline, measures }) => {
    const shown = headline.map((each) => {
      const isMoney = measures.find((measure) => measure.code === each)?.valueType === 'money';
      return isMoney ? `${each} { amount }` : each;
    });
    return `${code} { ${shown.join(' ')} ${code === 'roadmap' ? 'overdue' : ''} }`;
  });
  const { region } = await gateway.askData(
    `{ region(code: "${akmola}") { summary(period: { grain: YEAR, start: "2025-01-01" }, asOf: "${day}") { ${fields.join(' ')} } } }`,
  );
  return region.summary;
}

function shown(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (value as { amount: string }).amount : value;
}

describe('composeDigest', () => {
  it('has the figures that the gateway gives of the year, and the difference to those of a week before', async () => {
    const { digest } = await compose();
    const [latest, before] = [await yearAsOf(asOf), await yearAsOf(weekBefore)];
    expect(digest).toMatchObject({ areaCode: akmola, asOf, since: weekBefore, runId: expect.any(String) });
    expect(digest.figures.length).toBe(topics.flatMap(({ headline }) => headline).length);
    for (const { topic, measure, value, change, valueType } of digest.figures) {
      const [is, was] = [shown(latest[topic]![measure]), shown(before[topic]![measure])];
      expect([topic, measure, value]).toEqual([topic, measure, is]);
      expect(is).not.toBeNull();
      if (valueType === 'money') {
        expect(change).toBe(((Number(is) * 100 - Number(was) * 100) / 100).toFixed(2));
      } else expect(change).toBeCloseTo(Number(is) - Number(was), 12);
    }
    // There is something to tell: the week has changed figures.
    expect(digest.figures.filter(({ change }) => Number(change) !== 0).length).toBeGreaterThan(5);
    expect(digest.overdueRoadmapItems).toBe(latest['roadmap']!['overdue']);
  });

  it('tells of nothing that is not as it should be, where all is', async () => {
    const { digest, text } = await compose();
    expect(digest).toMatchObject({ findings: [], disagreements: [], overdueTopics: [] });
    expect(text).toContain('Open findings: none');
    expect(text).toContain('Freshness of figures: all were built in time');
  });

  it('tells of open findings within the area, of figures that do not agree and of topics that are overdue', async () => {
    const { database } = gateway;
    const [run] = await database.query<{ id: string }>('select run_id as id from build limit 1');
    await database.query(
      `insert into finding (run_id, kind, topic, rule, area_code, message)
       select $1::uuid, 'VERIFY', 'appeal', 'rule', area, 'x' from unnest(array['117000000', '110000000', '750000000']) as area`,
      [run!.id],
    );
    await database.query(`update stated_figure set value = value + 5 where topic = 'roadmap' and measure = 'planned'`);
    await reconcile(database, { all: true });
    const late = new Date('2025-11-13T01:00:00Z');
    const { digest, text, html } = await compose('EN', { now: late });
    expect(digest.findings).toEqual([{ kind: 'VERIFY', topic: 'appeal', count: 2 }]);
    expect(digest.disagreements).toMatchObject([
      { topic: 'roadmap', measure: 'planned', stated: '132', computed: '127', unit: 'items' },
    ]);
    expect(digest.overdueTopics).toHaveLength(topics.length);
    for (const line of [
      'Open findings: 2',
      '– Appeals: stored figures differ from the records (2)',
      'Items planned: stated 132, computed 127',
      'Freshness of figures: overdue: ',
    ]) {
      expect(text).toContain(line);
      expect(html).toContain(line.replace('– ', '').split(': ').at(-1)!.trim());
    }
    await database.query('delete from finding');
    await database.query(`update stated_figure set value = value - 5 where topic = 'roadmap' and measure = 'planned'`);
    await reconcile(database, { all: true });
  });

  it.each([
    ['KK', 'Ақмола облысы: апта қорытындысы, 2025 ж. 11 қараша', 'Жоспардағы тармақтар: '],
    ['RU', 'Акмолинская область: итоги недели, 11 ноября 2025 г.', 'Пункты в плане: '],
    ['EN', 'Akmola Region: the week to 11 November 2025', 'Items planned: '],
  ] as const)('is written in %s as the language writes', async (locale, title, planned) => {
    const { subject, text, html } = await compose(locale);
    expect(subject).toBe(`[Oblys] ${title}`);
    expect(text).toContain(planned);
    const { roadmap } = await yearAsOf(asOf);
    const percent = ((roadmap!['completionRate'] as number) * 100).toFixed(1);
    expect(text).toContain(locale === 'EN' ? `${percent}%` : percent.replace('.', ','));
    expect(html).toContain(`<html lang="${{ KK: 'kk-KZ', RU: 'ru-RU', EN: 'en-GB' }[locale]}">`);
    expect(html).toContain(`<a href="${publicUrl}/"`);
    expect(`${text}${html}`).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('is as of the day of the build where that is before the one that is asked for', async () => {
    expect((await compose('EN', { asOf: '2025-11-12' })).digest.asOf).toBe(asOf);
  });

  it('begins a year anew: what the year has so far is what the week has brought, and levels go on', async () => {
    const { digest } = await compose('EN', { asOf: '2025-01-03' });
    const find = (topic: string, measure: string) =>
      digest.figures.find((figure) => figure.topic === topic && figure.measure === measure)!;
    expect(digest.since).toBe('2024-12-27');
    expect(find('appeal', 'received').change).toBe(find('appeal', 'received').value);
    expect(find('appeal', 'positiveShare').change).toBeNull();
    expect(Number(find('organization', 'registered').value)).toBeGreaterThan(10);
    expect(Number(find('organization', 'registered').change)).toBeLessThan(10);
  });

  it.each([
    ['999999999', 'There is no area 999999999, so there is no digest of it.'],
    ['111610000', 'The area 111610000 is a'],
  ])('refuses the area %s', (areaCode, reason) => expect(compose('EN', { areaCode })).rejects.toThrow(reason));
});

describe('sendDigests', () => {
  const addMailbox = (locale: Locale, more = {}) =>
    addRecipient(gateway.database, {
      channel: 'MAIL',
      address: `${locale.toLowerCase()}@example.kz`,
      locale,
      areaCode: akmola,
      wantsAlerts: false,
      wantsDigest: true,
      ...more,
    });
  const send = (more = {}) => sendDigests(gateway.database, { asOf, weekOf: asOf, now, ...more });

  it('sends one to each who wants it and week, in the language of each, with the figures of the digest', async () => {
    for (const locale of locales) await addMailbox(locale);
    await addMailbox('EN', { address: 'alerts@example.kz', wantsAlerts: true, wantsDigest: false });
    expect(await send()).toEqual({ week: '2025-W46', queued: 3, recipients: 3 });
    expect(await send({ weekOf: '2025-11-16' })).toEqual({ week: '2025-W46', queued: 0, recipients: 3 });
    const logger: JobLogger = { info: () => {}, warn: () => {}, error: () => {}, child: () => logger };
    const deliverer = startDeliverer({
      database: gateway.database,
      logger,
      mail: { smtpUrl: mailServer.url, from: { name: 'Oblys', address: 'oblys@example.kz' } },
      webhookSecret: null,
      publicUrl,
      pace: { pollMs: 20 },
    });
    while (mailServer.received.length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    await deliverer.stop();
    for (const locale of locales) {
      const { subject, text, html } = await compose(locale);
      const mail = mailServer.received.find(({ to }) => to[0] === `${locale.toLowerCase()}@example.kz`)!.mail;
      expect(mail.subject).toBe(subject);
      expect(mail.text!.trim()).toBe(text.trim());
      expect(mail.html!.trim()).toBe(html.trim());
    }
  });

  it('queues nothing where the work is another\u2019s by now', async () => {
    await addMailbox('KK');
    const fence: Fence = { jobRunId: 'x', pass: () => Promise.reject(new Error('taken over')) };
    await expect(send({ fence })).rejects.toThrow('taken over');
    expect(await gateway.database.query('select from delivery')).toEqual([]);
  });

  it('tells the fence what it did, in its transaction', async () => {
    await addMailbox('KK');
    const outcomes: unknown[] = [];
    const fence: Fence = {
      jobRunId: 'x',
      pass: async (sql, outcome) => {
        outcomes.push(outcome, await sql.query('select state from delivery'));
      },
    };
    await send({ fence });
    expect(outcomes).toEqual([{ week: '2025-W46', queued: 1, recipients: 1 }, [{ state: 'WAITING' }]]);
  });

  it('gives the country to who names no area', async () => {
    await addMailbox('EN', { areaCode: null });
    await send();
    const [row] = await gateway.database.query<{ payload: Digest }>('select payload from delivery');
    expect(row!.payload).toMatchObject({ areaCode: '000000000', areaName: { en: 'Kazakhstan' } });
  });
});
