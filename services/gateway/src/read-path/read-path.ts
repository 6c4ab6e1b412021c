import type { Database } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { OperationTypeNode } from 'graphql';
import type { RootRead } from '../graph/root-reads.js';
import { KeptBy } from '../kept-by.js';
import type { Viewer } from '@oblys/access';
import { buildVersionSql } from './build-version.js';
import type { Compilation } from './compilation.js';
import { compileConnection } from './compile-connection.js';
import { compileAll, compileOne, compileRelation, type Relation } from './compile-node.js';
import { asText, connectionAsText, listAsText, oneAsText } from './compile-text.js';
import { JsonText } from './json-text.js';
import type { Kind } from './kind.js';
import type { Among } from './page-source.js';
import { fieldOf, type Operation, type SelectedField } from './selection.js';
import { Statement, type Rows } from './statement.js';

/**
 * Characters of a statement that writes an answer: of a longer one, as of a hundred aliases for one thing, PostgreSQL
 * takes seconds to make its plan, each time for each of its connections.
 */
const longestText = 12_000;

export type Conditions = (rows: Rows, statement: Statement) => string[];

/** A page whose rows are told of in a shape of their own. */
export interface ShapedPage {
  /** What it rests on beside the arguments and the viewer: a plan is kept by it. */
  readonly key: string;
  readonly among: (statement: Statement) => Among;
}

/** A statement with its values, and what makes objects of the JSON that it gives. */
interface Plan extends Relation {
  readonly values: readonly unknown[];
}

/** A statement that gives JSON as the client gets it. */
export interface TextPlan extends Pick<Plan, 'sql' | 'values'> {
  /** Whether stored figures are in it. */
  readonly readsBuild: boolean;
}

/** What a statement found. */
export interface FoundText {
  readonly text: JsonText;
  /** Of the builds and areas that it was read from, in the same snapshot; null where it was not asked for. */
  readonly version: string | null;
}

/** A root field of a query is answered by the same plan whenever its document comes with the same variables. */
const plans = new KeptBy<FieldNode, Plan>();

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

  /** What a root field of the query asks for. */
  read(read: RootRead, info: GraphQLResolveInfo): Promise<unknown> {
    if ('page' in read) return this.findPage(read.page, info);
    return 'list' in read ? this.findAll(read.list, info) : this.findOne(read.kinds, info, read.conditions);
  }

  /** The statement that gives what a root field asks for as the client gets it; null where none can. */
  planText(read: RootRead, field: SelectedField, operation: Operation): TextPlan | null {
    if (!this.lookAhead) return null;
    const statement = new Statement(this.database.dataSource, this.viewer, this.today);
    const compilation: Compilation = { operation, statement, lookAhead: true };
    const sql = asText(() => {
      if ('page' in read) return connectionAsText(compilation, read.page, field, { conditions: () => [] });
      if ('list' in read) return listAsText(compilation, read.list, field.nodes, () => []);
      return oneAsText(compilation, read.kinds, field.nodes, (rows) => read.conditions(rows, statement));
    });
    if (sql === null || sql.length > longestText) return null;
    const { values, figuresRead } = statement;
    const found = `/* gateway:${field.name} */ select to_json(${sql})::text as found`;
    return { sql: found, values, readsBuild: figuresRead > 0 };
  }

  /** The same, which tells the version of the build too. */
  withVersion(plan: TextPlan): TextPlan {
    return { ...plan, sql: `${plan.sql}, ${buildVersionSql} as version` };
  }

  async runText({ sql, values }: TextPlan): Promise<FoundText> {
    const [row] = await this.database.query<{ found: string | null; version?: string | null }>(sql, values, {
      isRepeated: true,
    });
    return { text: new JsonText(row?.found ?? 'null'), version: row?.version ?? null };
  }

  /** What else than the operation and its variables a plan rests on. */
  get viewerKey(): string {
    return JSON.stringify([this.viewer.role, this.viewer.scope, this.today, this.lookAhead]);
  }

  /** The row that meets the conditions, or null; on a root field they follow from its arguments alone. */
  findOne(kinds: readonly Kind[], info: GraphQLResolveInfo, conditions: Conditions): Promise<object | null> {
    const plan = this.planOf(info, (compilation) => {
      const { statement } = compilation;
      const one = compileOne(compilation, kinds, info.fieldNodes, (rows) => conditions(rows, statement));
      return { ...one, sql: `(${one.sql})` };
    });
    return this.run(info, plan) as Promise<object | null>;
  }

  /** The page of a kind's rows that the field's own arguments ask for, of those that meet the conditions. */
  findPage(kind: Kind, info: GraphQLResolveInfo, conditions: Conditions = () => []): Promise<unknown> {
    const plan = this.planOf(info, (compilation) => {
      const { statement } = compilation;
      return compileConnection(compilation, kind, fieldOf(info), { conditions: (rows) => conditions(rows, statement) });
    });
    return this.run(info, plan);
  }

  /** The same with more than the rows by themselves tell, such as what each adds to a figure. */
  findShapedPage(kind: Kind, info: GraphQLResolveInfo, { key, among }: ShapedPage): Promise<unknown> {
    const plan = this.planOf(
      info,
      (compilation) => compileConnection(compilation, kind, fieldOf(info), among(compilation.statement)),
      key,
    );
    return this.run(info, plan);
  }

  private findAll(kind: Kind, info: GraphQLResolveInfo): Promise<unknown> {
    return this.run(
      info,
      this.planOf(info, (compilation) => compileAll(compilation, kind, info.fieldNodes, () => [])),
    );
  }

  /** What a field of a row leads to, where it was not read with the row. */
  follow(kind: Kind, row: Readonly<Record<string, unknown>>, info: GraphQLResolveInfo): Promise<unknown> {
    const plan = this.planOf(info, (compilation) => {
      const { statement } = compilation;
      const rows = statement.rowsOf(kind);
      const relation = compileRelation(compilation, kind, rows, fieldOf(info));
      if (relation === null) throw new Error(`${kind.name}.${info.fieldName} leads to no other kind.`);
      const isTheRow = kind.key.map((property) => {
        const cast = property === 'id' ? 'uuid' : 'text';
        return `${rows.column(property)} = ${statement.bind(row[property], cast)}`;
      });
      return { ...relation, sql: `(select ${relation.sql} from ${rows.from} where ${isTheRow.join(' and ')})` };
    });
    return this.run(info, plan);
  }

  private planOf(info: GraphQLResolveInfo, compile: (compilation: Compilation) => Relation, key = ''): Plan {
    const { database, viewer, today, lookAhead, viewerKey } = this;
    const make = (): Plan => {
      const statement = new Statement(database.dataSource, viewer, today);
      const { sql, decode } = compile({ operation: info, statement, lookAhead });
      return { sql: `/* gateway:${info.fieldName} */ select ${sql} as found`, decode, values: statement.values };
    };
    const [node] = info.fieldNodes;
    if (node === undefined || !isRootOfQuery(info)) return make();
    return plans.get(node, `${JSON.stringify(info.variableValues)} ${viewerKey}${key}`, make);
  }

  private async run(info: GraphQLResolveInfo, { sql, values, decode }: Plan): Promise<unknown> {
    const [row] = await this.database.query<{ found: unknown }>(sql, values, { isRepeated: isRootOfQuery(info) });
    return decode((row?.found ?? null) as never);
  }
}

function isRootOfQuery({ path, operation }: GraphQLResolveInfo): boolean {
  return path.prev === undefined && operation.operation === OperationTypeNode.QUERY;
}
