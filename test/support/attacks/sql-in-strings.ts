import type { Attack, Hostility } from './attack.js';

const searched = [
  ['primaryOrganizations', 'name'],
  ['roadmapItems', 'text'],
  ['meetings', 'topic'],
  ['factions', 'name'],
  ['factionSessions', 'agenda'],
  ['proposals', 'text'],
  ['monitoringVisits', 'finding'],
  ['programmeEvents', 'title'],
  ['fundedProjects', 'title'],
  ['courseGroups', 'title'],
  ['commissionPlanItems', 'text'],
  ['correspondence', 'subject'],
] as const;

/** Whoever puts it into a statement as it is, ends the text and says something that is always true. */
const injected = `қзқз' or true or 'a' = '`;

const finds = (what: string, plural: string, condition: string): Attack => [
  what,
  async (target) => {
    const query = `query ($words: String!) { ${plural}(filter: { ${condition} }) { totalCount } }`;
    const answer = await target.ask(query, { variables: { words: injected } });
    return (answer?.data?.[plural]?.totalCount ?? 0) > 0;
  },
];

export const sqlInStrings: Hostility = {
  kind: 'SQL in string arguments',
  attacks: () =>
    searched.flatMap(([plural, field]) => [
      finds(`words in ${plural}`, plural, `${field}: { contains: $words }`),
      finds(`words that ${plural} begin with`, plural, `${field}: { startsWith: $words }`),
    ]),
  weakenings: [
    {
      file: 'services/gateway/dist/read-path/statement.js',
      from: 'const key = `${cast} ${JSON.stringify(value)}`;',
      to: 'if (cast === "text") return `\'${value}\'::text`; const key = `${cast} ${JSON.stringify(value)}`;',
    },
  ],
};
