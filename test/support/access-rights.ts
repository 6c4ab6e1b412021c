import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findWorkspaceRoot } from '@oblys/config';
import type { Role } from '@oblys/database';

export const letters: Readonly<Record<string, Role>> = {
  P: 'PUBLIC',
  V: 'VIEWER',
  E: 'DISTRICT_EDITOR',
  A: 'REGIONAL_ANALYST',
  C: 'CASEWORKER',
  D: 'ADMINISTRATOR',
};

export type RootType = 'Query' | 'Mutation' | 'Subscription';
export const rootTypes: readonly RootType[] = ['Query', 'Mutation', 'Subscription'];

export interface FieldsOfType {
  /** That anybody sees. */
  readonly open: readonly string[];
  /** That who reads records sees. */
  readonly closed: readonly string[];
  /** Those of them that lead to records of topics that count people, which viewers are not given. */
  readonly ofPeople: readonly string[];
  /** Those of them of which it depends on the object; tests of their own hold them. */
  readonly byObject: readonly string[];
  /** That caseworkers and administrators see. */
  readonly personal: readonly string[];
}

export interface Rights {
  readonly roots: Readonly<Record<RootType, ReadonlyMap<string, readonly Role[]>>>;
  readonly types: ReadonlyMap<string, FieldsOfType>;
}

/** What test/access/rights.txt says, written by hand. */
export function readRights(): Rights {
  const lines = readFileSync(join(findWorkspaceRoot(), 'test', 'access', 'rights.txt'), 'utf8').split('\n');
  const roots = { Query: new Map(), Mutation: new Map(), Subscription: new Map() };
  const types = new Map<string, FieldsOfType>();
  for (const line of lines.filter((each) => each !== '' && !each.startsWith('#'))) {
    const [head, rest] = line.split(':') as [string, string];
    const [name, who] = head.split(' ') as [string, string | undefined];
    const words = (text = '') => text.split(' ').filter((word) => word !== '');
    if (who !== undefined) {
      for (const field of words(rest)) {
        roots[name as RootType].set(
          field,
          [...who].map((letter) => letters[letter]!),
        );
      }
    } else {
      const [open, closed, personal] = rest.split('|');
      const starred = words(closed).filter((word) => word.endsWith('*'));
      const plain = (list: readonly string[]): string[] => list.map((word) => word.replace(/[*?]$/, ''));
      const byObject = plain(words(closed).filter((word) => word.endsWith('?')));
      const ofPeople = plain(starred);
      types.set(name, {
        ...{ open: words(open), closed: plain(words(closed)), ofPeople, byObject, personal: words(personal) },
      });
    }
  }
  return { roots, types };
}
