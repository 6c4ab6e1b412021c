import type { Database } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { GraphQLResolveInfo } from 'graphql';
import type { Viewer } from '../viewer.js';
import type { Compilation } from './compilation.js';
import { compileConnection } from './compile-connection.js';
import { compileOne, compileRelation, type Decode } from './compile-node.js';
import type { Kind } from './kind.js';
import { fieldOf } from './selection.js';
import { Statement, type Rows } from './statement.js';

export type Conditions = (rows: Rows, statement: Statement) => string[];

/**
 * The one way that records are read: from what an operation selects below a root field it makes one SQL statement
 * that gives the whole tree as JSON, with the viewer's scope inside, and only the columns that are selected.
 */
export class ReadPath {
  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
    private readonly today: IsoDate,
    private readonly lookAhead = true,
  ) {}

  /** The row that meets the conditions, or null. */
  async findOne(kinds: readonly Kind[], info: GraphQLResolveInfo, conditions: Conditions): Promise<object | null> {
    const compilation = this.compilation(info);
    const { statement } = compilation;
    const { sql, decode } = compileOne(compilation, kinds, info.fieldNodes, (rows) => conditions(rows, statement));
    return (await this.run(info, statement, `select (${sql}) as found`, decode)) as object | null;
  }

  /** The page of a kind's rows that the field's own arguments ask for. */
  async findPage(kind: Kind, info: GraphQLResolveInfo): Promise<unknown> {
    const compilation = this.compilation(info);
    const { sql, decode } = compileConnection(compilation, kind, fieldOf(info), () => []);
    return this.run(info, compilation.statement, `select ${sql} as found`, decode);
  }

  /** What a field of a row leads to, where it was not read with the row. */
  async follow(kind: Kind, row: Readonly<Record<string, unknown>>, info: GraphQLResolveInfo): Promise<unknown> {
    const compilation = this.compilation(info);
    const { statement } = compilation;
    const rows = statement.rowsOf(kind);
    const relation = compileRelation(compilation, kind, rows, fieldOf(info));
    if (relation === null) throw new Error(`${kind.name}.${info.fieldName} leads to no other kind.`);
    const isTheRow = kind.key.map((property) => {
      const cast = property === 'id' ? 'uuid' : 'text';
      return `${rows.column(property)} = ${statement.bind(row[property], cast)}`;
    });
    const sql = `select ${relation.sql} as found from ${rows.from} where ${isTheRow.join(' and ')}`;
    return this.run(info, statement, sql, relation.decode);
  }

  private compilation(info: GraphQLResolveInfo): Compilation {
    const { database, viewer, today, lookAhead } = this;
    return { info, statement: new Statement(database.dataSource, viewer, today), lookAhead };
  }

  private async run(info: GraphQLResolveInfo, statement: Statement, sql: string, decode: Decode): Promise<unknown> {
    const [row] = await this.database.query<{ found: unknown }>(
      `/* gateway:${info.fieldName} */ ${sql}`,
      statement.values,
    );
    return decode((row?.found ?? null) as never);
  }
}
