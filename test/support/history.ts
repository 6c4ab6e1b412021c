import { addDays } from '@oblys/domain';
import { recordKinds, type RecordKind } from './history-records.js';
import { HistoryTree } from './history-tree.js';
import { createRandom, type Random } from './random.js';
import type { Row } from './rollups-records.js';

/** A record as the history knows it; it is never read back from the database. */
interface Kept {
  readonly kind: RecordKind;
  row: Row;
  /** Written in a transaction that is still open. */
  isHeld: boolean;
}

/** One write, and what it makes of the records once it is committed. */
export interface Step {
  readonly sql: string;
  readonly apply: () => void;
}

/** A random history of writes to the records of two regions; the same for the same seed. */
export class History {
  readonly tree: HistoryTree;
  readonly topics: readonly string[];
  steps = 0;
  private readonly random: Random;
  private readonly records = new Map<string, Kept>();
  private readonly links: { organization_id: string[][]; faction_id: string[][] };
  private made = 0;
  private hasMoved = false;

  constructor(
    private readonly number: number,
    seed: number,
    topics: readonly string[],
  ) {
    this.topics = topics;
    this.random = createRandom(seed);
    this.tree = new HistoryTree(number);
    this.links = { organization_id: [[], []], faction_id: [[], []] };
  }

  /** What must be there before the first step: organisations and factions to point at. */
  begin(): string {
    return this.tree.regions
      .flatMap((region, half) => {
        const organizations = [0, 1].map((index) => {
          const row = { id: this.newId(), area_code: region, name: 'Ұйым', registered_on: '2024-11-01' };
          this.links.organization_id[half]!.push(row.id);
          this.keep(recordKinds['organization']!, { ...row, dissolved_on: null }, true);
          return insertOf('primary_organization', [{ ...row, source_ref: `fixed-${half}-${index}` }]);
        });
        const faction = { id: this.newId(), area_code: region, name: 'Фракция', formed_on: '2024-11-01' };
        this.links.faction_id[half]!.push(faction.id);
        return [...organizations, insertOf('faction', [{ ...faction, source_ref: 'fixed', member_count: 3 }])];
      })
      .join(';\n');
  }

  /** The next write; `isLate` leaves the records it touches alone until it is applied or given up. */
  next(isLate: boolean): Step {
    this.steps += 1;
    const roll = this.random.below(100);
    const kept = this.pickKept();
    if (!isLate && roll < 3 && !this.hasMoved) return this.moveDistrict();
    if (kept === undefined || roll < 38) return this.insert(1, isLate);
    if (roll < 46) return this.insert(2 + this.random.below(4), isLate);
    if (roll < 62) return this.correct(kept, kept.kind.dates(this.random));
    if (roll < 72) return this.correct(kept, { area_code: this.random.pick(this.tree.places) });
    if (roll < 84) return this.correct(kept, kept.kind.values(this.random));
    if (roll < 88 && !isLate) return this.moveAll(kept.kind);
    if (roll < 92 && kept.kind.table === 'meeting' && !isLate) return this.hear(kept);
    return this.remove(kept);
  }

  /** The records by table, with the place that the tree gave them when they were written. */
  list(table: string): Row[] {
    return [...this.records.values()].filter(({ kind }) => kind.table === table).map(({ row }) => row);
  }

  private pickKept(): Kept | undefined {
    const free = [...this.records.values()].filter(({ isHeld }) => !isHeld);
    return free.length === 0 ? undefined : this.random.pick(free);
  }

  private insert(count: number, isLate: boolean): Step {
    const kind = recordKinds[this.random.pick(this.topics)]!;
    const rows = Array.from({ length: count }, (): Row => {
      const row = {
        id: this.newId(),
        area_code: this.random.pick(this.tree.places),
        ...kind.dates(this.random),
        ...kind.values(this.random),
      };
      return { ...row, ...this.linkFor(kind, row, true) };
    });
    // Placed by the tree of now, whenever the write is committed.
    const placed = rows.map((row) => this.placed(kind, row));
    void isLate;
    return {
      sql: insertOf(
        kind.table,
        rows.map((row) => ({ ...kind.fixed, ...row, source_ref: `step-${String(row['id'])}` })),
      ),
      apply: () => placed.forEach((row) => this.records.set(String(row['id']), { kind, row, isHeld: false })),
    };
  }

  private correct(kept: Kept, changes: Row): Step {
    const { kind, row } = kept;
    const isMoved = 'area_code' in changes || kind.placedOn in changes;
    const changed = { ...row, ...changes };
    const linked = isMoved ? this.linkFor(kind, changed, row[kind.link ?? ''] !== null) : {};
    const next = isMoved ? this.placed(kind, { ...changed, ...linked }) : changed;
    const written = { ...changes, ...linked };
    // An update of what nothing counts is a write too.
    const sets = Object.keys(written).length === 0 ? { updated_at: '2025-01-01' } : written;
    kept.isHeld = true;
    return {
      sql: `update ${kind.table} set ${assignments(sets)} where id = ${literal(row['id']!)}`,
      apply: () => this.settle(kept, next),
    };
  }

  private settle(kept: Kept, row: Row): void {
    kept.row = row;
    kept.isHeld = false;
  }

  /** The record stays free for others when the write is given up. */
  release(): void {
    for (const kept of this.records.values()) if (!this.isFixed(kept)) kept.isHeld = false;
  }

  /** One statement for many rows. */
  private moveAll(kind: RecordKind): Step {
    const area = this.random.pick(this.tree.places);
    const chosen = [...this.records.values()].filter(
      (kept) => kept.kind === kind && !kept.isHeld && kind.link === undefined,
    );
    if (chosen.length === 0) return this.insert(1, false);
    const some = chosen.filter(() => this.random.chance(0.4));
    const nexts = some.map((kept) => this.placed(kind, { ...kept.row, area_code: area }));
    return {
      sql: `update ${kind.table} set area_code = '${area}' where id = any ('{${some.map(({ row }) => String(row['id'])).join()}}')`,
      apply: () => some.forEach((kept, index) => this.settle(kept, nexts[index]!)),
    };
  }

  private remove(kept: Kept): Step {
    kept.isHeld = true;
    const id = kept.row['id']!;
    return {
      sql: `delete from ${kept.kind.table} where id = ${literal(id)}`,
      apply: () => this.records.delete(String(id)),
    };
  }

  private hear(kept: Kept): Step {
    const heard = Number(kept.row['reports'] ?? 0);
    const { id, region_code: region } = kept.row;
    const isGone = heard > 0 && this.random.chance(0.4);
    return {
      sql: isGone
        ? `delete from heard_report where meeting_id = ${literal(id!)}`
        : `insert into heard_report (region_code, meeting_id, speaker, speaker_name) values (${literal(region!)}, ${literal(id!)}, 'AKIM', 'Әкім')`,
      apply: () => (kept.row = { ...kept.row, reports: isGone ? 0 : heard + 1 }),
    };
  }

  /** A district goes to the other region on a day of the past: what was written before stays where it was recorded. */
  private moveDistrict(): Step {
    this.hasMoved = true;
    const district = this.random.pick(this.tree.districts.slice(0, 2));
    const from = addDays('2025-02-01', this.random.below(300));
    const [, parent] = this.tree.regions;
    return {
      sql: `update area_parent set valid_to = '${from}' where area_code = '${district}';
insert into area_parent (area_code, parent_code, valid_from) values ('${district}', '${parent}', '${from}')`,
      apply: () => this.tree.link(district, parent, from),
    };
  }

  private linkFor(kind: RecordKind, row: Row, isLinked: boolean): Row {
    if (kind.link === undefined) return {};
    const half =
      this.tree.place(String(row['area_code']), String(row[kind.placedOn])).region === this.tree.regions[0] ? 0 : 1;
    const ids = this.links[kind.link][half]!;
    if (kind.link === 'faction_id') return { faction_id: ids[0]! };
    return { organization_id: isLinked && this.random.chance(0.7) ? this.random.pick(ids) : null };
  }

  private placed(kind: RecordKind, row: Row): Row {
    const { region, branch } = this.tree.place(String(row['area_code']), String(row[kind.placedOn]));
    return { reports: 0, ...row, region_code: region, branch_code: branch };
  }

  private keep(kind: RecordKind, row: Row, isHeld: boolean): void {
    this.records.set(String(row['id']), { kind, row: this.placed(kind, row), isHeld });
  }

  private isFixed({ row }: Kept): boolean {
    return this.links.organization_id.flat().includes(String(row['id']));
  }

  private newId(): string {
    this.made += 1;
    return `00000000-0000-7000-8000-${String(this.number * 100_000 + this.made).padStart(12, '0')}`;
  }
}

function insertOf(table: string, rows: readonly Row[]): string {
  const columns = Object.keys(rows[0]!);
  const values = rows.map((row) => `(${columns.map((column) => literal(row[column] ?? null)).join(', ')})`);
  return `insert into ${table} (${columns.join(', ')}) values ${values.join(', ')}`;
}

function assignments(row: Row): string {
  return Object.entries(row)
    .map(([column, value]) => `${column} = ${literal(value)}`)
    .join(', ');
}

function literal(value: string | number | boolean | null): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
