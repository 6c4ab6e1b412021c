import type { IsoDate } from '@oblys/domain';
import { findMeasure, isLevel, type Measure, type SummaryAnswer, type Topic } from '@oblys/rollups';
import type { DigestFigure } from './digest.js';

export interface Week {
  /** The year of `asOf` so far, and that of `since` as it was then. */
  readonly latest: SummaryAnswer;
  readonly before: SummaryAnswer;
  readonly asOf: IsoDate;
  readonly since: IsoDate;
}

export function figureOf(topic: Topic, code: string, week: Week): DigestFigure {
  const measure = findMeasure(topic, code)!;
  const value = week.latest.values[code] ?? null;
  return {
    topic: topic.code,
    measure: code,
    value,
    valueType: measure.valueType,
    withheld: week.latest.withheld.find((each) => each.measure === code)?.reason ?? null,
    change: changeOf(topic, measure, week),
  };
}

/**
 * What the week has changed. In the first days of a year all that the year has is of the week, but for levels, which go
 * on; the share of another year is not to be compared with.
 */
function changeOf(topic: Topic, measure: Measure, { latest, before, asOf, since }: Week): string | number | null {
  const [now, then] = [latest.values[measure.code] ?? null, before.values[measure.code] ?? null];
  if (asOf.slice(0, 4) === since.slice(0, 4) || isLevel(topic, measure)) return difference(now, then);
  return measure.kind === 'rate' ? null : now;
}

function difference(now: string | number | null, then: string | number | null): string | number | null {
  if (now === null || then === null) return null;
  return typeof now === 'number' ? now - Number(then) : inTenge(inTiyn(now) - inTiyn(String(then)));
}

/** Money is exact; it has two places. */
function inTiyn(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

function inTenge(tiyn: bigint): string {
  const digits = String(tiyn < 0n ? -tiyn : tiyn).padStart(3, '0');
  return `${tiyn < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
