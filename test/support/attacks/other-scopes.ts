import type { Weakening } from '../weakened-build.js';
import type { Attack, Attacked, Hostility } from './attack.js';

/** The gateway forgets the condition; PostgreSQL still keeps to the areas of who asks. */
export const withoutScope: Weakening = {
  file: 'services/gateway/dist/read-path/scope.js',
  from: 'if (confines === null)',
  to: 'if (true)',
};

/** PostgreSQL is asked as the owner of the tables, whom no policy holds. */
export const withoutRoles: Weakening = {
  file: 'packages/database/dist/limited-database.js',
  from: '(role === undefined ? [] : [takeOn(role, scope)])',
  to: '[]',
};

const districtOfEach = 'edges { node { district { code } } }';

function attacks({ editor, ownDistrict, records }: Attacked): readonly Attack[] {
  return records.flatMap(({ plural, id, cursor }): Attack[] => [
    [
      `node of ${plural}`,
      async (target) => {
        const answer = await target.ask('query ($id: ID!) { node(id: $id) { id } }', {
          token: editor,
          variables: { id },
        });
        return answer?.data?.node?.id === id;
      },
    ],
    [
      `pages of ${plural} about a cursor`,
      async (target) => {
        const pages = `on: ${plural}(first: 500, after: $cursor) { ${districtOfEach} } back: ${plural}(last: 500, before: $cursor) { ${districtOfEach} }`;
        const answer = await target.ask(`query ($cursor: String!) { ${pages} }`, {
          token: editor,
          variables: { cursor },
        });
        const edges: Edge[] = [...(answer?.data?.on.edges ?? []), ...(answer?.data?.back.edges ?? [])];
        return edges.some(({ node }) => node.district?.code !== ownDistrict);
      },
    ],
  ]);
}

interface Edge {
  readonly node: { readonly district: { readonly code: string } | null };
}

export const otherScopes: Hostility = {
  kind: 'ids and cursors of another scope',
  attacks,
  weakenings: [withoutScope, withoutRoles],
};
