import { confinesOf } from '@oblys/access';
import { appendAuditEvent, listAuditedChanges, type ListedAuditEvent, type Sql } from '@oblys/database';
import { assertAreaCode, InvalidInputError } from '@oblys/domain';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import {
  AuditedChange,
  AuditEventConnection,
  AuditEventFilter,
  mostChangesShown,
  ToldEvent,
  type AuditedValue,
} from '../audit/audit-event-types.js';
import { encodeAuditCursor, readAuditPage } from '../audit/audit-page.js';
import type { GatewayContext } from '../context.js';
import { defaultPageSize, maximumPageSize } from '../read-path/page-window.js';

@Resolver()
export class AuditResolver {
  @Query(() => AuditEventConnection, {
    description:
      'Who did what, the newest first. Of who may not see the whole tree what is of their areas. That somebody looked is an event itself.',
  })
  async auditEvents(
    @Arg('filter', () => AuditEventFilter, { nullable: true, description: 'Which rows are wanted; all unless given.' })
    filter: AuditEventFilter | null,
    @Arg('first', () => Int, {
      nullable: true,
      description: `How many rows from the start of the order; ${defaultPageSize} unless given, ${maximumPageSize} at most.`,
    })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Only rows after this cursor.' }) after: string | null,
    @Arg('last', () => Int, {
      nullable: true,
      description: `How many rows from the end of the order instead; ${maximumPageSize} at most.`,
    })
    last: number | null,
    @Arg('before', () => String, { nullable: true, description: 'Only rows before this cursor.' })
    before: string | null,
    @Ctx() { platform, viewer }: GatewayContext,
  ): Promise<AuditEventConnection> {
    const asked = readFilter(filter);
    const wanted = { ...asked, confines: confinesOf(viewer) };
    const { events, ...pageInfo } = await readAuditPage(platform, wanted, { first, after, last, before });
    const read = { action: 'READ', objectKind: 'audit_event', rowCount: events.length, details: asked } as const;
    await appendAuditEvent(platform, read);
    const changes = once(() => readChanges(platform, events));
    const edges = events.map((event) => ({ node: told(event, changes), cursor: encodeAuditCursor(event) }));
    const [startCursor, endCursor] = [edges.at(0)?.cursor ?? null, edges.at(-1)?.cursor ?? null];
    return { edges, pageInfo: { ...pageInfo, startCursor, endCursor } };
  }
}

@Resolver(() => ToldEvent)
export class AuditEventResolver {
  @FieldResolver(() => [AuditedChange], {
    description: `What it did to records, the first ${mostChangesShown} of them; \`rowCount\` says how many there are.`,
  })
  async changes(@Root() { id, readChanges }: ToldEvent): Promise<AuditedChange[]> {
    return (await readChanges()).get(id) ?? [];
  }
}

/** @throws {InvalidInputError} when no event can meet it */
function readFilter(filter: AuditEventFilter | null | undefined) {
  const { action, actor, objectKind, objectId, area, from, to } = filter ?? {};
  if (area) assertAreaCode(area);
  // The database keeps no NUL.
  if ([action, actor, objectKind, objectId].some((text) => text?.includes('\0') === true)) {
    throw new InvalidInputError('"filter" holds a character that is none of any text.');
  }
  if (from && to && from > to) {
    throw new InvalidInputError(`The range ${from}..${to} is reversed: its end is before its start.`);
  }
  return {
    ...{ action: action ?? undefined, actor: actor ?? undefined, objectKind: objectKind ?? undefined },
    ...{ objectId: objectId ?? undefined, areaCode: area ?? undefined, from: from ?? undefined, to: to ?? undefined },
  };
}

function told(event: ListedAuditEvent, changes: ToldEvent['readChanges']): ToldEvent {
  const { by, name, subject, role, tokenId, rows, block, old, new: written, details, hasChanges, ...plain } = event;
  return {
    ...plain,
    actor: { by, name, subject, role, tokenId },
    rowCount: Number(rows),
    values: valuesOf(old ?? {}, written ?? {}),
    details: JSON.stringify(details),
    block: block === null ? null : Number(block),
    readChanges: hasChanges ? changes : () => Promise.resolve(new Map()),
  };
}

/** Of all events of the page that have any, in one statement. */
async function readChanges(sql: Sql, events: readonly ListedAuditEvent[]): Promise<Map<string, AuditedChange[]>> {
  const ids = events.filter(({ hasChanges }) => hasChanges).map(({ id }) => id);
  const byEvent = new Map(ids.map((id) => [id, [] as AuditedChange[]]));
  for (const { event, table, recordId, version, old, new: written } of await listAuditedChanges(
    sql,
    ids,
    mostChangesShown,
  )) {
    byEvent.get(event)?.push({ table, recordId, version, values: valuesOf(old, written) });
  }
  return byEvent;
}

type Values = Readonly<Record<string, unknown>>;

function valuesOf(old: Values, written: Values): AuditedValue[] {
  const columns = [...new Set([...Object.keys(old), ...Object.keys(written)])].sort();
  return columns.map((column) => ({ column, oldValue: textOf(old[column]), newValue: textOf(written[column]) }));
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => (reading ??= read());
}
