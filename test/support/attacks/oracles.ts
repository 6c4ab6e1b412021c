import type { Attack, Hostility } from './attack.js';
import { withoutRoles, withoutScope } from './other-scopes.js';
import type { Answer } from './target.js';

/** What an answer tells of rows that are not to be seen: anything but none. */
type Tells = (data: Answer['data']) => unknown;

const year = 'period: { grain: YEAR, start: "2025-01-01" }';
const countOf =
  (plural: string): Tells =>
  (data) =>
    data[plural].totalCount;

export const oracles: Hostility = {
  kind: 'oracles by filter, order and count on hidden rows and fields',
  attacks: ({ editor, ownDistrict, otherDistrict: other }) => {
    const asks = (what: string, query: string, tells: Tells): Attack => [
      what,
      async (target) => {
        const data: Answer['data'] = (await target.ask(query, { token: editor }))?.data ?? null;
        return data !== null && Number(tells(data) ?? 0) > 0;
      },
    ];
    const counts = (what: string, plural: string, filter: string): Attack =>
      asks(what, `{ ${plural}(filter: { ${filter} }) { totalCount } }`, countOf(plural));
    return [
      counts('a count by area', 'appeals', `area: "${other}"`),
      counts('a count by district', 'legalAidCases', `district: "${other}"`),
      counts('a count by area and day', 'appeals', `area: "${other}", receivedOn: { from: "2025-01-01" }`),
      counts('a count by what it is not', 'appeals', `not: { area: "${ownDistrict}" }`),
      counts('a count by either', 'appeals', `or: [{ area: "${other}" }]`),
      counts('a count by amount', 'fundedProjects', `area: "${other}", amount: { from: "1.00" }`),
      counts('a count by status', 'roadmapItems', `area: "${other}", status: { in: [EXECUTED, IN_PROGRESS, NOT_DUE] }`),
      asks(
        'whether there is a next page',
        `{ appeals(first: 1, filter: { area: "${other}" }) { pageInfo { hasNextPage } } }`,
        (data) => data.appeals.pageInfo.hasNextPage,
      ),
      asks(
        'an aggregate',
        `{ fundedProjects(filter: { area: "${other}" }) { aggregate { count } } }`,
        (data) => data.fundedProjects.aggregate.count,
      ),
      asks(
        'the greatest amount',
        `{ fundedProjects(filter: { area: "${other}" }, orderBy: [{ field: AMOUNT, direction: DESC }], first: 1) { edges { node { amount { amount } } } } }`,
        (data) => data.fundedProjects.edges[0]?.node.amount.amount,
      ),
      asks(
        'groups',
        `{ appeals(filter: { area: "${other}" }) { groups(groupBy: [CHANNEL]) { rows { aggregate { count } } } } }`,
        (data) => data.appeals.groups.rows[0]?.aggregate.count,
      ),
      asks(
        'records under the district',
        `{ district(code: "${other}") { appeals { totalCount } } }`,
        (data) => data.district.appeals.totalCount,
      ),
      asks(
        'the summary',
        `{ district(code: "${other}") { summary(${year}) { appeal { received } } } }`,
        (data) => data.district.summary.appeal.received,
      ),
      asks(
        'the summary of another day',
        `{ district(code: "${other}") { summary(${year}, asOf: "2025-09-17") { legalAid { received } } } }`,
        (data) => data.district.summary.legalAid.received,
      ),
      asks(
        'a measure query',
        `{ measureQuery(input: { measures: ["appeal.received"], by: [], from: "2025-01-01", to: "2025-10-31", where: { area: "${other}" } }) { rows { values { value } } } }`,
        (data) => data.measureQuery.rows[0]?.values[0]?.value,
      ),
    ];
  },
  weakenings: [
    withoutScope,
    withoutRoles,
    {
      file: 'packages/access/dist/figures-seen.js',
      from: 'if (scope === null)',
      to: 'if (true)',
    },
  ],
};
