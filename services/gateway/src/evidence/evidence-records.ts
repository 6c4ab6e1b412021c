import { isRecordId, NotFoundError } from '@oblys/domain';
import { tableOf } from '@oblys/database';
import type { EvidencedRecord } from '@oblys/ingest';
import { InvalidNodeIdError } from '../errors/gateway-errors.js';
import { graph, recordDefinitions } from '../graph/index.js';
import { decodeNodeId } from '../graph/node-id.js';
import { isVisible } from '../read-path/is-visible.js';
import type { Kind } from '../read-path/kind.js';

const recordKinds = recordDefinitions.map(({ type }) => graph.kindOf(type));

/** @throws {InvalidNodeIdError} when the text is no global id of a record */
export function decodeRecordId(globalId: string): { kind: Kind; id: string; regionCode: string } {
  const { kindName, regionCode, key } = decodeNodeId(globalId);
  const kind = recordKinds.find(({ name }) => name === kindName);
  if (kind === undefined || regionCode === '' || !isRecordId(key)) throw new InvalidNodeIdError(globalId);
  return { kind, id: key, regionCode };
}

/** The kind of record of this name or table. @throws when there is none */
export function recordKindOf(name: string): Kind {
  const kind = recordKinds.find((each) => each.name === name || tableOf(each.entity) === name);
  if (kind === undefined) throw new Error(`There is no kind of record ${name}.`);
  return kind;
}

/** @throws {NotFoundError} when there is no such record, or the viewer may not see it */
export async function findEvidenced(
  asked: Parameters<typeof isVisible>[0],
  kind: Kind,
  key: { readonly id: string; readonly regionCode: string },
): Promise<EvidencedRecord> {
  if (!(await isVisible(asked, kind, key))) {
    throw new NotFoundError(`There is no such ${kind.name}, or it may not be seen.`);
  }
  return { table: tableOf(kind.entity), regionCode: key.regionCode, id: key.id };
}
