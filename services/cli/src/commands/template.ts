import type { Locale } from '@oblys/domain';
import { getImportKind, importKinds, writeTemplate } from '@oblys/ingest';
import { InvalidArgumentError, type Command } from 'commander';
import { resolve } from 'node:path';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseFileOption, parseLocaleOption } from '../command.js';
import { shortPath } from '../short-path.js';

interface TemplateOptions {
  json?: boolean;
  format: 'csv' | 'xlsx';
  locale: Locale;
  out?: string;
}

export function templateCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'template',
    summary: 'write an empty file of a kind of record, to be filled in',
    description: `Writes a file with the headings of a kind of record, in Kazakh, Russian or English, and in XLSX with lists of what may be chosen. The kinds: ${importKinds.map(({ code }) => code).join(', ')}.`,
    example: 'oblys template appeal --format xlsx --locale kk',
  })
    .argument('<kind>', 'what the rows are, such as appeal or roadmap-item')
    .option('--format <format>', 'csv or xlsx; xlsx unless given', parseFormatOption, 'xlsx')
    .option('--locale <locale>', 'the language of the headings: kk, ru or en; kk unless given', parseLocaleOption, 'KK')
    .option('--out <file>', 'where to; a file named after the kind, here, unless given', parseFileOption)
    .action(async (code: string, { json = false, format, locale, out }: TemplateOptions) => {
      const { output, withSession } = createContext(host, 'template', json);
      const kind = getImportKind(code);
      const path = out ?? resolve(`${kind.code}.${format}`);
      await withSession(({ database }) => writeTemplate(database, { kind, locale, path }));
      output.result({ kind: kind.code, path }, [
        `${shortPath(path)} is there to be filled in: oblys import ${kind.code} takes it in.`,
      ]);
    });
}

function parseFormatOption(text: string): 'csv' | 'xlsx' {
  if (text !== 'csv' && text !== 'xlsx') throw new InvalidArgumentError(`"${text}" is neither csv nor xlsx.`);
  return text;
}
