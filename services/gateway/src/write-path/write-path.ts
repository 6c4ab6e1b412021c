import { randomUUID } from 'node:crypto';
import { sayWhy, type Database, type Sql } from '@oblys/database';
import { NotFoundError, type IsoDate } from '@oblys/domain';
import type { MasterKeys, PersonalData } from '@oblys/persons';
import type { WritableRecord } from '../graph/record-fields.js';
import { visibleRows } from '../read-path/scope.js';
import { Statement } from '../read-path/statement.js';
import { viewerKeyOf, type Viewer } from '@oblys/access';
import { FaultyInputError, VersionConflictError, type Fault } from './faults.js';
import { keepPersonalData, readPersonalData, withoutPersonalData } from './personal-data.js';
import { claimKey, settleKey, type WrittenRecord } from './idempotency.js';
import { readInput, readRecordId, type GivenInput, type RecordKey } from './read-input.js';
import { asRefusal } from './refusals.js';
import { validate, type CurrentRecord } from './validate.js';

export interface Written extends WrittenRecord {
  /** Whether an earlier call with the same idempotency key wrote it. */
  readonly isRepeat: boolean;
}

/** What goes with a write beside its input. */
export interface Circumstances {
  readonly key: string | null;
  /** Why a record of a locked month is written; null where none is to be. */
  readonly reason: string | null;
}

type Operation = 'create' | 'update' | 'delete';
type Work = (sql: Sql) => Promise<WrittenRecord>;

/**
 * The one way that records are written by the API: one transaction for each write, in the viewer's name and within the
 * viewer's scope. Marks and history are appended by the database, as for any write.
 */
export class WritePath {
  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
    private readonly today: IsoDate,
    private readonly masterKeys: MasterKeys | null,
    private readonly keepErasures: () => Promise<void>,
  ) {}

  /**
   * @throws {FaultyInputError} with every fault of the input
   * @throws {PeriodLockedError} when it lies in a locked month and no reason is given
   */
  create(record: WritableRecord, input: GivenInput, given: Circumstances): Promise<Written> {
    return this.write('create', record, input, given, async (sql) => {
      const read = readInput(record.fields, input);
      const personal = this.readPersonal(record, input, read.faults);
      await validate(sql, this.statement(), record, read, null);
      const values = new Map([['sourceRef', `api:${randomUUID()}`], ...read.values]);
      return keepPersonalData(sql, this.masterKeys, record, await this.insert(sql, record, values), personal);
    });
  }

  /**
   * @throws {FaultyInputError} with every fault of the input
   * @throws {NotFoundError} when the record is not there or not to be seen
   * @throws {VersionConflictError} when it has another version than the input expects
   */
  update(record: WritableRecord, input: GivenInput, given: Circumstances): Promise<Written> {
    return this.write('update', record, input, given, async (sql) => {
      const read = readInput(record.fields, input);
      const personal = this.readPersonal(record, input, read.faults);
      const current = await this.lock(sql, record, input, read.faults);
      await validate(sql, this.statement(), record, read, current);
      const written = await this.change(sql, record, current, read.values);
      return keepPersonalData(sql, this.masterKeys, record, written, personal);
    });
  }

  /** @throws as `update` does; also a fault when other records name it */
  async delete(record: WritableRecord, input: GivenInput, given: Circumstances): Promise<Written> {
    const deleted = await this.write('delete', record, input, given, async (sql) => {
      const { id, regionCode, version } = await this.lock(sql, record, input, []);
      await sql.query(
        `/* gateway:delete-record */ delete from ${this.tableOf(record)} where id = $1::uuid and region_code = $2::text`,
        [id, regionCode],
      );
      return { id, regionCode, version };
    });
    if (record.personal.length > 0) await this.keepErasures();
    return deleted;
  }

  private async write(
    operation: Operation,
    record: WritableRecord,
    input: GivenInput,
    { key, reason }: Circumstances,
    work: Work,
  ): Promise<Written> {
    const name = `${operation}${record.kind.name}`;
    const told = withoutPersonalData(record, input, this.masterKeys);
    const keyed = key === null ? null : { viewerName: viewerKeyOf(this.viewer), key, operation: name, input: told };
    try {
      return await this.database.transaction('READ COMMITTED', async (sql) => {
        const known = keyed && (await claimKey(sql, keyed));
        if (known) return { ...known, isRepeat: true };
        await sql.query(`/* gateway:say-who-writes */ select set_config('oblys.changed_by', $1::text, true)`, [
          this.viewer.name,
        ]);
        if (reason !== null) await sayWhy(sql, reason, this.viewer.name);
        const written = await work(sql);
        if (keyed) await settleKey(sql, keyed, written);
        return { ...written, isRepeat: false };
      });
    } catch (error) {
      throw asRefusal(error, operation, this.tableOf(record), record);
    }
  }

  private readPersonal(record: WritableRecord, input: GivenInput, faults: Fault[]): PersonalData {
    return readPersonalData(record, input, { viewer: this.viewer, today: this.today, faults });
  }

  /** The record that an input names, kept from changing until the transaction ends. */
  private async lock(
    sql: Sql,
    record: WritableRecord,
    { id, version }: GivenInput,
    faults: readonly Fault[],
  ): Promise<CurrentRecord> {
    const { kind } = record;
    const key = readRecordId(kind, String(id));
    if (key === null) throw new FaultyInputError(kind.name, [invalidId(kind.name), ...faults]);
    const current = await this.findForUpdate(sql, record, key);
    if (current === null) throw new NotFoundError(`There is no ${kind.name} of this id that may be seen.`);
    if (current.version !== version) throw new VersionConflictError(kind.name, Number(version), current.version);
    return current;
  }

  private async findForUpdate(
    sql: Sql,
    { kind, fields }: WritableRecord,
    key: RecordKey,
  ): Promise<CurrentRecord | null> {
    const statement = this.statement();
    const rows = statement.rowsOf(kind);
    const conditions = [
      `${rows.column('id')} = ${statement.bind(key.id, 'uuid')}`,
      `${rows.column('regionCode')} = ${statement.bind(key.regionCode, 'text')}`,
      ...visibleRows([kind], rows, statement),
    ];
    const list = ['version', ...fields.map(({ property }) => property)]
      .map((property) => `${rows.column(property)} as "${property}"`)
      .join(', ');
    const [row] = await sql.query<Record<string, unknown> & { version: number }>(
      `/* gateway:lock-record */ select ${list} from ${rows.from} where ${conditions.join(' and ')} for update`,
      statement.values,
    );
    if (row === undefined) return null;
    const { version, ...values } = row;
    return { ...key, version, values };
  }

  private async insert(sql: Sql, record: WritableRecord, values: ReadonlyMap<string, unknown>): Promise<WrittenRecord> {
    const statement = this.statement();
    const columns = this.columnsOf(record, values, statement);
    const [written] = await sql.query<WrittenRecord>(
      `/* gateway:create-record */ insert into ${this.tableOf(record)} (${columns.map(({ column }) => column).join(', ')}) values (${columns.map(({ value }) => value).join(', ')}) returning ${writtenColumns}`,
      statement.values,
    );
    return written!;
  }

  /** A record that would stay as it is, is not written, and keeps its version. */
  private async change(
    sql: Sql,
    record: WritableRecord,
    current: CurrentRecord,
    values: ReadonlyMap<string, unknown>,
  ): Promise<WrittenRecord> {
    const { id, regionCode, version } = current;
    const statement = this.statement();
    const columns = this.columnsOf(record, values, statement);
    if (columns.length === 0) return { id, regionCode, version };
    const table = this.tableOf(record);
    const conditions = [
      `id = ${statement.bind(id, 'uuid')}`,
      `region_code = ${statement.bind(regionCode, 'text')}`,
      `(${columns.map(({ column, value }) => `${column} is distinct from ${value}`).join(' or ')})`,
    ];
    const [written] = await sql.query<WrittenRecord>(
      `/* gateway:update-record */ update ${table} set ${columns.map(({ column, value }) => `${column} = ${value}`).join(', ')} where ${conditions.join(' and ')} returning ${writtenColumns}`,
      statement.values,
    );
    return written ?? { id, regionCode, version };
  }

  private columnsOf(
    { fields, kind }: WritableRecord,
    values: ReadonlyMap<string, unknown>,
    statement: Statement,
  ): { column: string; value: string }[] {
    const metadata = this.database.dataSource.getMetadata(kind.entity);
    return fields
      .filter(({ property }) => values.has(property))
      .map(({ property, column }) => {
        const type = String(metadata.findColumnWithPropertyName(property)?.type);
        return { column, value: statement.bind(values.get(property), type) };
      });
  }

  private tableOf({ kind }: WritableRecord): string {
    return this.database.dataSource.getMetadata(kind.entity).tableName;
  }

  private statement(): Statement {
    return new Statement(this.database.dataSource, this.viewer, this.today);
  }
}

const writtenColumns = 'id, region_code as "regionCode", version';

function invalidId(name: string): Fault {
  return {
    path: ['input', 'id'],
    code: 'INVALID_ID',
    message: `"id" takes the global id of a ${name}, as it came from this API.`,
  };
}
