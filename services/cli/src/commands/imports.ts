import { getImportKind, listImports, type ListedImport } from '@oblys/ingest';
import type { Command } from 'commander';
import { onBusinessClock } from '../business-days.js';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseLimitOption } from '../command.js';
import { alignColumns, counted, formatCount } from '../words.js';

interface ImportsOptions {
  json?: boolean;
  kind?: string;
  limit: number;
}

export function importsCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'imports',
    summary: 'list the files that were taken in',
    description: 'Lists the imports, the newest first: what each created and changed, by whom, and which were undone.',
    example: 'oblys imports --kind appeal',
  })
    .option('--kind <kind>', 'only imports of this kind of record')
    .option('--limit <count>', 'how many at most; 50 unless given', parseLimitOption, 50)
    .action(async ({ json = false, kind, limit }: ImportsOptions) => {
      const { output, withSession } = createContext(host, 'imports', json);
      if (kind !== undefined) getImportKind(kind);
      const found = await withSession(({ database }) => listImports(database, { kind, limit }));
      output.result(found, linesOf(found.imports, found.total));
    });
}

function linesOf(imports: readonly ListedImport[], total: number): string[] {
  if (total === 0) return ['No file was taken in yet: oblys import does it.'];
  const more = total - imports.length;
  return [
    `${counted(total, 'import')}.`,
    ...alignColumns([
      ['  import', 'at (Asia/Almaty)', 'kind', 'file', 'rows', 'new', 'changed', 'unchanged', 'by', ''],
      ...imports.map((each) => [
        `  ${each.id}`,
        onBusinessClock(each.importedAt),
        each.kind,
        each.fileName,
        ...[each.rowCount, each.createdCount, each.changedCount, each.unchangedCount].map(formatCount),
        each.importedBy ?? '-',
        each.undoneAt === null ? '' : `undone ${onBusinessClock(each.undoneAt)}`,
      ]),
    ]),
    ...(more > 0 ? [`  and ${formatCount(more)} more; --limit shows them`] : []),
  ];
}
