import type { Measure } from '@oblys/rollups';

/** What a measure is stated in: shares in percent, all else in the unit it is counted in. */
export function statedUnit(measure: Measure): string {
  return measure.valueType === 'ratio' ? 'percent' : measure.unit;
}

export function fitsUnit(measure: Measure, unit: string): boolean {
  return unit === statedUnit(measure);
}
