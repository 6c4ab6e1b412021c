import type { IsoDate, Tree } from '@oblys/domain';
import { findFigure, listBehind, type FigureBehind, type RatePart, type RecordsBehind } from '@oblys/rollups';
import { InvalidArgumentError, type Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseAreaOption, parseDateOption, parseLimitOption } from '../command.js';
import { alignColumns, counted, formatCount } from '../words.js';

interface BehindOptions {
  json?: boolean;
  area: string;
  from?: IsoDate;
  to: IsoDate;
  asOf?: IsoDate;
  programme?: string;
  part?: RatePart;
  currentTree?: boolean;
  limit: number;
}

export function behindCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'behind',
    summary: 'list the records that make up a figure',
    description:
      'Lists the records that the figure of an area and a span is counted from, the newest first, and what each adds to it. Without --from it counts since the first record; without --as-of as of the day of the current build. Of a share it lists the records of one of its two counts.',
    example: 'oblys behind roadmap.executed --area 110000000 --to 2025-11-05 --as-of 2025-11-05',
  })
    .argument('<measure>', 'code of the measure, such as roadmap.executed; oblys measures lists them')
    .requiredOption('--area <code>', 'KATO code of the country, a region or a district', parseAreaOption)
    .option('--from <date>', 'the first day that counts', parseDateOption)
    .requiredOption('--to <date>', 'the last day that counts', parseDateOption)
    .option('--as-of <date>', 'what the records now say about that day', parseDateOption)
    .option('--programme <code>', 'only the records of this programme')
    .option('--part <part>', 'of a share: numerator or denominator', parsePartOption)
    .option('--current-tree', 'count where things lie today, and not where they lay then')
    .option('--limit <count>', 'how many at most; 50 unless given', parseLimitOption, 50)
    .action(async (code: string, options: BehindOptions) => {
      const { json = false, area: areaCode, from, to, asOf, programme, part, currentTree, limit } = options;
      const { output, withSession } = createContext(host, 'behind', json);
      const tree: Tree = currentTree === true ? 'CURRENT' : 'AS_RECORDED';
      const ask = { measure: code, areaCode, from: from ?? null, to, asOf: asOf ?? null, tree };
      const [figure, behind] = await withSession(async ({ database }) => {
        const found = await findFigure(database, { ...ask, programmeCode: programme ?? null, part: part ?? null });
        return [found, await listBehind(database, found, limit)] as const;
      });
      output.result(
        { measure: codeOf(figure), areaCode, from: figure.from, to: figure.day, asOf: figure.asOf, tree, ...behind },
        linesOf(figure, behind),
      );
    });
}

function parsePartOption(text: string): RatePart {
  const part = text.toUpperCase();
  if (part !== 'NUMERATOR' && part !== 'DENOMINATOR') {
    throw new InvalidArgumentError(`"${text}" is neither numerator nor denominator.`);
  }
  return part;
}

function codeOf({ topic, measure }: FigureBehind): string {
  return `${topic.code}.${measure.code}`;
}

function linesOf(figure: FigureBehind, { total, value, records }: RecordsBehind): string[] {
  const { from, day, asOf, areaCode } = figure;
  const { unit } = figure.measure;
  const span = from === null ? `until ${day}` : `from ${from} to ${day}`;
  const more = total - records.length;
  return [
    `${codeOf(figure)} of ${areaCode} ${span}, as of ${asOf}: ${value} ${unit}, of ${counted(total, 'record')}.`,
    ...alignColumns(
      [['  date', 'reference', 'area', '', 'adds'], ...records.map(rowOf)].slice(
        0,
        records.length === 0 ? 0 : undefined,
      ),
    ),
    ...(more > 0 ? [`  and ${formatCount(more)} more; --limit shows them`] : []),
  ];
}

function rowOf({ recordedOn, sourceRef, areaCode, areaName, adds }: RecordsBehind['records'][number]): string[] {
  return [`  ${recordedOn}`, sourceRef, areaCode, areaName, adds ?? '-'];
}
