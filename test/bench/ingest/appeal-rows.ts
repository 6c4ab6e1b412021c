import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CopyValue } from '@oblys/database';
import { addDays } from '@oblys/domain';
import { createRandom } from '../../support/random.js';

/** An appeal as a table takes it, and as people write it. */
export interface AppealRow {
  readonly values: readonly CopyValue[];
  readonly written: readonly string[];
}

export const columns = ['source_ref', 'area_code', 'received_on', 'channel', 'topic_code', 'outcome', 'closed_on'];
export const headings = ['Тіркеу нөмірі', 'Аумақ', 'Түскен күні', 'Арна', 'Тақырыбы', 'Нәтижесі', 'Жабылған күні'];

export interface Names {
  /** Codes of areas with the name that finds them. */
  readonly areas: readonly (readonly [code: string, name: string])[];
  readonly topics: readonly (readonly [code: string, name: string])[];
}

const channels = [
  ['ONLINE', 'онлайн'],
  ['RECEPTION', 'Қоғамдық қабылдау'],
] as const;
const outcomes = [
  ['POSITIVE', 'Оң шешілді'],
  ['EXPLAINED', 'Түсіндірілді'],
] as const;

/** The same rows each time. */
export function* appealRows(count: number, { areas, topics }: Names): Generator<AppealRow> {
  const { below } = createRandom(20_251_105);
  for (let index = 0; index < count; index += 1) {
    const [area, areaName] = areas[below(areas.length)]!;
    const [topic, topicName] = topics[below(topics.length)]!;
    const [channel, channelName] = channels[below(channels.length)]!;
    const receivedOn = addDays('2020-01-01', below(2_000));
    const isClosed = below(10) < 9;
    const [outcome, outcomeName] = outcomes[below(outcomes.length)]!;
    const closedOn = addDays(receivedOn, below(30));
    const reference = `А-${index + 1}`;
    yield {
      values: [reference, area, receivedOn, channel, topic, isClosed ? outcome : null, isClosed ? closedOn : null],
      written: [
        ...[reference, areaName, dotted(receivedOn), channelName, topicName],
        ...(isClosed ? [outcomeName, dotted(closedOn)] : ['', '']),
      ],
    };
  }
}

function dotted(date: string): string {
  return date.split('-').reverse().join('.');
}

/** As a district office would save it, and with a fault in each row where that is asked for. */
export async function writeCsv(path: string, rows: Iterable<AppealRow>, isFaulty = false): Promise<void> {
  const lines = function* () {
    let chunk = `${headings.join(';')}\n`;
    for (const { written } of rows) {
      const [reference, ...others] = written;
      chunk += `${[reference, isFaulty ? 'Атлантида' : others[0], ...others.slice(1)].join(';')}\n`;
      if (chunk.length < 65_536) continue;
      yield chunk;
      chunk = '';
    }
    yield chunk;
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
}
