import { readFile } from 'node:fs/promises';
import { businessDay, InvalidInputError, type IsoDate, type Locale } from '@oblys/domain';
import { readSuggestionGround, suggestFigures, writeSuggestedFigures, type Suggestions } from '@oblys/ingest';
import type { Command } from 'commander';
import type { CommandHost } from '../command.js';
import {
  createCommand,
  createContext,
  parseAreaOption,
  parseDateOption,
  parseFileOption,
  parseLocaleOption,
} from '../command.js';
import { alignColumns, counted } from '../words.js';

interface SuggestOptions {
  json?: boolean;
  area?: string;
  asOf?: IsoDate;
  out?: string;
  locale: Locale;
}

const mostBytes = 1_000_000;

export function suggestCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'suggest',
    summary: 'propose the figures that a text in Kazakh or Russian states',
    description:
      'Reads the text of a report and proposes the figures in it, each with the measure that its words speak of; numbers that are passed over are listed with the reason. Nothing is written to the database: --out writes a file of figures, to be looked through, corrected and taken in by oblys reports add.',
    example: 'oblys suggest report.txt --area 110000000 --as-of 2025-11-05 --out figures.xlsx',
  })
    .argument('<file>', 'a text file in UTF-8', parseFileOption)
    .option('--area <code>', 'the area that the report is about: figures of others are passed over', parseAreaOption)
    .option('--as-of <date>', 'the day that its figures are about; today unless given', parseDateOption)
    .option('--out <file>', 'write what is proposed there, as a CSV or XLSX file of figures', parseFileOption)
    .option('--locale <locale>', 'of the headings of that file: kk, ru or en; en unless given', parseLocaleOption, 'EN')
    .action(async (path: string, { json = false, area, asOf, out, locale }: SuggestOptions) => {
      const { output, withSession } = createContext(host, 'suggest', json);
      const text = await readText(path);
      const ground = await withSession(({ database }) => readSuggestionGround(database, area ?? null));
      const found = suggestFigures(text, { ...ground, asOf: asOf ?? businessDay(new Date()) });
      if (out !== undefined) await writeSuggestedFigures(out, found.suggestions, locale);
      output.result(found, linesOf(found));
    });
}

async function readText(path: string): Promise<string> {
  const refuse = (reason: string, cause?: unknown) =>
    new InvalidInputError(`The text ${path} cannot be read: ${reason}.`, { cause });
  const bytes = await readFile(path).catch((error: Error) => {
    throw refuse(error.message, error);
  });
  if (bytes.length > mostBytes) throw refuse(`it is larger than ${mostBytes / 1_000_000} MB`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC');
  } catch (error) {
    throw refuse('it is no text in UTF-8', error);
  }
  if (text.includes('\0')) throw refuse('it is no text');
  if (text.trim() === '') throw refuse('it is empty');
  return text;
}

function linesOf({ suggestions, passedOver }: Suggestions): string[] {
  return [
    `${counted(suggestions.length, 'figure')} proposed, to be confirmed.`,
    ...alignColumns([
      ...(suggestions.length === 0 ? [] : [['  measure', 'programme', 'value', 'unit', 'qualifier', '', 'wording']]),
      ...suggestions.map((figure) => [
        `  ${figure.measure}`,
        figure.programmeCode ?? (figure.unknownProgramme === null ? '-' : `? ${figure.unknownProgramme}`),
        figure.value,
        figure.unit,
        figure.roundingUnit === null ? figure.qualifier : `${figure.qualifier} to ${figure.roundingUnit}`,
        figure.confidence === 'LOW' ? 'unsure' : '',
        inOneLine(figure.wording),
      ]),
    ]),
    ...(passedOver.length === 0 ? [] : [`${counted(passedOver.length, 'number')} passed over.`]),
    ...alignColumns(passedOver.map(({ text, reason }) => [`  ${inOneLine(text)}`, reason])),
  ];
}

function inOneLine(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}
