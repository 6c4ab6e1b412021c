import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readAreaReference } from './area-reference.js';

const classifierPath = path.resolve(import.meta.dirname, '../../../../../shared/data/kato.csv');
const classifierIsHere = existsSync(classifierPath);

// The classifier's own table is not part of the project. Where it lies beside the checkout, every code is held against
// it; elsewhere the report of the run shows these tests as skipped, under the name that says what they lack.
(classifierIsHere ? describe : describe.skip)('the reference and the classifier (../shared/data/kato.csv)', () => {
  const rows = classifierIsHere
    ? (parse(readFileSync(classifierPath, 'utf8'), { columns: true }) as { kato: string; level: string }[])
    : [];
  const codes = new Set(rows.map(({ kato }) => kato));
  const { areas, parents } = readAreaReference();
  const ours = areas.map(({ code }) => code).filter((code) => code !== '000000000');

  it('share every code: all of the first two levels, the city districts, and the third level of Akmola', () => {
    const expected = rows.filter(
      ({ kato, level }) =>
        level === 'oblast' ||
        level === 'district' ||
        (level === 'sub_district' && /^(11|71|75|79)/.test(kato)) ||
        kato === '111837100',
    );
    expect(ours).toEqual(expected.map(({ kato }) => kato).sort());
  });

  it('agree on the parent of today, which the classifier gives by the digits of the code', () => {
    const today = parents.filter(({ validTo }) => validTo === null);
    expect(today.map(({ code }) => code)).toEqual(ours);
    expect(today.filter(({ code, parentCode }) => parentCode !== parentByDigits(code))).toEqual([]);
  });

  it('agree on the first-level and second-level units by their place in the classifier', () => {
    const levelOf = { oblast: 'REGION', district: 'DISTRICT' } as Record<string, string>;
    const levels = new Map(areas.map(({ code, level }) => [code, level as string]));
    const differing = rows.filter(({ kato, level }) => level in levelOf && levels.get(kato) !== levelOf[level]);
    expect(differing).toEqual([]);
  });

  function parentByDigits(code: string): string {
    if (code.endsWith('0000000')) return '000000000';
    if (/^7[159]/.test(code) || code.endsWith('00000')) return `${code.slice(0, 2)}0000000`;
    if (code.endsWith('000')) return `${code.slice(0, 4)}00000`;
    const thirdLevel = `${code.slice(0, 6)}000`;
    return codes.has(thirdLevel) ? thirdLevel : `${code.slice(0, 4)}00000`;
  }
});
