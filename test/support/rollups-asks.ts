import { grains, listPeriods, periodEnd, type SummaryLevel } from '@oblys/domain';
import type { SummaryAsk, Topic } from '@oblys/rollups';
import { rollupsTree } from './rollups-tree.js';

const areas: [areaCode: string, level: SummaryLevel][] = [
  [rollupsTree.country, 'COUNTRY'],
  [rollupsTree.north, 'REGION'],
  [rollupsTree.south, 'REGION'],
  [rollupsTree.burabay, 'DISTRICT'],
  [rollupsTree.tselinograd, 'DISTRICT'],
  [rollupsTree.kosshy, 'DISTRICT'],
  [rollupsTree.sandyk, 'DISTRICT'],
  [rollupsTree.almatyVillage, 'DISTRICT'],
  [rollupsTree.silent, 'DISTRICT'],
  [rollupsTree.waiting, 'DISTRICT'],
  [rollupsTree.quiet, 'DISTRICT'],
];

/** Every area and every period of every grain, from before the first record to after the last, with each programme. */
export function asksOf(topic: Topic): SummaryAsk[] {
  return spread(
    topic,
    grains.flatMap((grain) =>
      listPeriods(grain, '2024-04-01', '2026-02-28').map((period) => ({
        grain,
        start: period.start,
        from: period.start,
        to: periodEnd(period),
      })),
    ),
  );
}

/** Spans that are no period: within a month, over the turn of years, since the first record, a single day. */
export function spansBesidePeriods(topic: Topic): SummaryAsk[] {
  return spread(topic, [
    { from: '2025-10-03', to: '2025-10-07' },
    { from: '2025-10-05', to: '2025-10-05' },
    { from: '2024-11-20', to: '2025-02-10' },
    { from: '2025-03-15', to: '2025-11-05' },
    { from: null, to: '2025-11-05' },
    { from: null, to: '2025-06-30' },
    { from: '2025-11-05', to: '2025-11-30' },
  ]);
}

function spread(topic: Topic, spans: Pick<SummaryAsk, 'from' | 'to' | 'grain' | 'start'>[]): SummaryAsk[] {
  const programmes = topic.dimensions.includes('programme') ? [null, 'auyl-amanaty', 'womens-wing', 'unused'] : [null];
  return areas.flatMap(([areaCode, level]) =>
    programmes.flatMap((programmeCode) =>
      spans.map((span) => ({ areaCode, level, programmeCode, asOf: null, ...span })),
    ),
  );
}
