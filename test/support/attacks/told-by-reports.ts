import type { Attack, Hostility } from './attack.js';
import { withoutRoles } from './other-scopes.js';

/** Fields of a figure that tell what the records say. */
const fields = ['computed', 'difference', 'verdict', 'explanation(locale: EN)'];

export const toldByReports: Hostility = {
  kind: 'small figures by what reports are held against',
  attacks: ({ report, figure }) =>
    fields.flatMap((field): Attack[] => {
      const asks = (path: string, id: string, below: string): Attack => [
        `${field} by ${path}`,
        async (target) => {
          const query = `{ node(id: "${id}") { ${below.replace('TOLD', `told: ${field}`)} } }`;
          const answer = await target.ask(query);
          return tells(findTold(answer?.data));
        },
      ];
      return [
        asks('the report', report, '... on Report { figures { TOLD } }'),
        asks('the figure', figure, '... on StatedFigure { TOLD }'),
        asks('the report of the figure', figure, '... on StatedFigure { report { figures { TOLD } } }'),
        asks(
          'the reports of the area',
          report,
          '... on Report { area { ... on District { reports(first: 1) { edges { node { figures { TOLD } } } } } } }',
        ),
      ];
    }),
  weakenings: [withoutRoles],
  isInProduction: true,
};

/** What the first `told` of an answer is, however deep it lies. */
function findTold(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return undefined;
  if ('told' in answer) return answer.told;
  return Object.values(answer)
    .map(findTold)
    .find((told) => told !== undefined);
}

function tells(told: unknown): boolean {
  return typeof told === 'string' && told !== 'WITHHELD' && !told.includes('is not shown');
}
