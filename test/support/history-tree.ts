import type { SummaryLevel } from '@oblys/domain';

/** Where an area lies: from a day on, until the next link. */
interface Link {
  readonly parent: string;
  readonly from: string;
}

export interface Place {
  readonly region: string;
  readonly branch: string;
}

/**
 * The areas of one history: two regions, the first with three districts, the second with one, and settlements. A
 * settlement moves between districts and a district between the regions in the course of the records.
 */
export class HistoryTree {
  readonly regions: readonly [string, string];
  readonly districts: readonly string[];
  readonly settlements: readonly string[];
  private readonly links = new Map<string, Link[]>();

  constructor(number: number) {
    const prefix = (half: number): string => String(100 + 2 * number + half).padStart(3, '0');
    const [one, other] = [prefix(0), prefix(1)];
    this.regions = [`${one}000000`, `${other}000000`];
    this.districts = [`${one}100000`, `${one}200000`, `${one}300000`, `${other}100000`];
    this.settlements = [`${one}110000`, `${one}310000`];
    const [first, second, moving, far] = this.districts as [string, string, string, string];
    const [settlement, below] = this.settlements as [string, string];
    for (const region of this.regions) this.link(region, '000000000', '-infinity');
    for (const district of [first, second, moving]) this.link(district, this.regions[0], '-infinity');
    this.link(far, this.regions[1], '-infinity');
    this.link(settlement, first, '-infinity');
    this.link(settlement, second, '2025-05-15');
    this.link(below, moving, '-infinity');
    this.link(moving, this.regions[1], '2025-08-01');
  }

  /** Where records may be said to lie: at the office of a region, in a district, in a settlement. */
  get places(): string[] {
    return [...this.regions, ...this.districts, ...this.settlements];
  }

  /** The areas that summaries are of. */
  get summarized(): { code: string; level: SummaryLevel }[] {
    return [
      ...this.regions.map((code) => ({ code, level: 'REGION' as const })),
      ...this.districts.map((code) => ({ code, level: 'DISTRICT' as const })),
    ];
  }

  /** Adds a link; the one before ends where it begins. */
  link(area: string, parent: string, from: string): void {
    this.links.set(area, [...(this.links.get(area) ?? []), { parent, from }]);
  }

  lastLink(area: string): Link {
    return this.links.get(area)!.at(-1)!;
  }

  place(area: string, date: string): Place {
    let below = area;
    for (let node = area; ;) {
      if (this.regions.includes(node)) return { region: node, branch: below };
      below = node;
      node = this.parentOf(node, date);
    }
  }

  /** Every link there is, with the day on which it ends. */
  listLinks(): { area: string; parent: string; from: string; to: string }[] {
    return [...this.links].flatMap(([area, links]) =>
      links.map(({ parent, from }, index) => ({ area, parent, from, to: links[index + 1]?.from ?? 'infinity' })),
    );
  }

  private parentOf(area: string, date: string): string {
    const links = this.links.get(area)!;
    return links.findLast(({ from }) => from === '-infinity' || from <= date)!.parent;
  }
}
