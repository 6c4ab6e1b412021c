import * as highsModule from 'highs';
import type { Highs, Model } from 'highs';
import type { Cell, IndexedTable } from './cell-table.js';

/** How long one question to the solver may take; one that takes longer counts as not answered. */
const longestSeconds = 20;

// The default export is the function itself; its types are those of CommonJS, where it would be one further in.
const load = highsModule.default as unknown as typeof highsModule.default.default;

let loading: Promise<Highs> | undefined;

/**
 * What can be told of cells from all that is shown, by linear programming: every box holds no less than nothing, and
 * every cell that is shown is the sum of its boxes.
 */
export class ToldIntervals {
  private readonly infinity: number;
  private readonly rows: { readonly cells: Cell[]; readonly sum: number; isBound: boolean }[] = [];

  private constructor(
    private readonly highs: Highs,
    private readonly model: Model,
    private readonly table: IndexedTable,
  ) {
    this.infinity = highs.infinity;
  }

  static async of(table: IndexedTable): Promise<ToldIntervals> {
    const highs = await (loading ??= load());
    const model = highs.createModel();
    model.options.set({ output_flag: false, time_limit: longestSeconds });
    const intervals = new ToldIntervals(highs, model, table);
    intervals.lay();
    return intervals;
  }

  /** How far apart the least and the greatest value are that a cell can have; zero where the solver does not say. */
  widthOf(cell: Cell): number {
    this.bind();
    const columns = this.boxesOf(cell);
    if (columns.length === 0) return 0;
    const indices = Int32Array.from(columns);
    this.model.changeColsCost({ kind: 'set', indices }, new Float64Array(columns.length).fill(1));
    const { minimize, maximize } = this.highs.constants.objectiveSense;
    const ends = [minimize, maximize].map((sense) => this.solve(sense));
    this.model.changeColsCost({ kind: 'set', indices }, new Float64Array(columns.length));
    const [least, greatest] = ends as [number, number];
    return greatest - least;
  }

  dispose(): void {
    this.model.dispose();
  }

  private solve(sense: (typeof this.highs.constants.objectiveSense)['minimize']): number {
    this.model.changeObjectiveSense(sense);
    this.model.zeroAllClocks();
    this.model.run();
    const status = this.model.getModelStatus();
    const { optimal, unbounded, unboundedOrInfeasible } = this.highs.constants.modelStatus;
    if (status === optimal) return this.model.getObjectiveValue();
    if (status === unbounded || status === unboundedOrInfeasible) return Number.POSITIVE_INFINITY;
    return 0;
  }

  /** A column for each box, and a row for all cells that are sums of the same boxes. */
  private lay(): void {
    const { table, model, infinity } = this;
    const columns = table.branches * table.segments * table.kinds;
    model.addVars(new Float64Array(columns), new Float64Array(columns).fill(infinity));
    const byBoxes = new Map<string, Cell[]>();
    for (const cell of table.table.cells) {
      if (cell.isHidden) continue;
      const kinds = Array.from({ length: table.kinds }, (_none, kind) => (cell.hasKind(kind) ? '1' : '0')).join('');
      const name = [cell.area, cell.firstSegment, cell.lastSegment, kinds].join(' ');
      const alike = byBoxes.get(name);
      if (alike === undefined) byBoxes.set(name, [cell]);
      else alike.push(cell);
    }
    for (const cells of byBoxes.values()) {
      const boxes = this.boxesOf(cells[0]!);
      if (boxes.length === 0) continue;
      const sum = boxes.reduce((total, place) => total + table.count(place), 0);
      model.addRow(sum, sum, { indices: Int32Array.from(boxes), values: new Float64Array(boxes.length).fill(1) });
      this.rows.push({ cells, sum, isBound: true });
    }
  }

  /** Rows whose cells have all been hidden since say nothing any more. */
  private bind(): void {
    for (const [index, row] of this.rows.entries()) {
      if (!row.isBound || row.cells.some(({ isHidden }) => !isHidden)) continue;
      row.isBound = false;
      this.model.changeRowBounds(index, -this.infinity, this.infinity);
    }
  }

  private boxesOf(cell: Cell): number[] {
    const { table } = this;
    const boxes: number[] = [];
    for (const branch of table.branchesOf(cell.area)) {
      for (let segment = cell.firstSegment; segment <= cell.lastSegment; segment += 1) {
        for (let kind = 0; kind < table.kinds; kind += 1) {
          if (cell.hasKind(kind)) boxes.push(table.place(branch, segment, kind));
        }
      }
    }
    return boxes;
  }
}
