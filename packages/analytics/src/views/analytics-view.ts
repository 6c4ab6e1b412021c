/** A view of the schema `analytics`, as it is laid. */
export interface AnalyticsView {
  readonly name: string;
  /** What a row is: what a program that reads the catalogue shows of the view. */
  readonly says: string;
  /** In the order of the select. */
  readonly columns: readonly AnalyticsColumn[];
  readonly select: string;
  /** What it reads of each table: its owner is given these columns and no others. */
  readonly reads: TablesRead;
}

export interface AnalyticsColumn {
  readonly name: string;
  readonly says: string;
}

export type TablesRead = Readonly<Record<string, readonly string[] | 'ALL'>>;

/** A text within SQL. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The three names of something, in the order in which they always stand. */
export function nameColumns(prefix: string, of: string): AnalyticsColumn[] {
  return [
    { name: `${prefix}_kk`, says: `The name of ${of} in Kazakh.` },
    { name: `${prefix}_ru`, says: `The name of ${of} in Russian.` },
    { name: `${prefix}_en`, says: `The name of ${of} in English.` },
  ];
}
