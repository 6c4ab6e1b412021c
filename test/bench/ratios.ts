/** What was measured against what, beside what it has to reach. */
export interface Ratio {
  readonly what: string;
  readonly value: number;
  /** AT_MOST: the value may be so large; AT_LEAST: it has to be. Without a target it is only told. */
  readonly target?: { readonly kind: 'AT_MOST' | 'AT_LEAST'; readonly value: number };
  readonly shownAs: 'TIMES' | 'SHARE';
  /** The times behind it. */
  readonly from: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!;
}

/** Milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now();
  await work();
  return performance.now() - startedAtMs;
}

export function formatRatios(ratios: readonly Ratio[]): string[] {
  const rows = ratios.map(({ what, value, target, shownAs, from }) => [
    what,
    shown(value, shownAs),
    target === undefined ? '' : `${target.kind === 'AT_MOST' ? 'at most' : 'at least'} ${shown(target.value, shownAs)}`,
    target === undefined ? '' : isMet(value, target) ? 'met' : 'falls short',
    from,
  ]);
  const table = [['', 'measured', 'target', '', 'medians'], ...rows];
  const widths = table[0]!.map((_cell, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table.map((row) =>
    row
      .map((cell, column) =>
        column === 1 || column === 2 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
}

export function formatMs(ms: number): string {
  if (ms < 10) return `${ms.toFixed(2)} ms`;
  return ms < 1_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(2)} s`;
}

function isMet(value: number, { kind, value: target }: NonNullable<Ratio['target']>): boolean {
  return kind === 'AT_MOST' ? value <= target : value >= target;
}

function shown(value: number, as: Ratio['shownAs']): string {
  if (as === 'SHARE') return `${(value * 100).toFixed(1)} %`;
  return Number.isInteger(value) ? String(value) : value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
