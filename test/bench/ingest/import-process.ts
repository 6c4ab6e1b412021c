import { openDatabase } from '@oblys/database';
import { getImportKind, importFile, openTableFile } from '@oblys/ingest';

/**
 * Takes a file of appeals in, in a process whose memory is nobody else's: node import-process.js <url> <file>. Tells the
 * report, the time and the largest memory as one JSON text.
 */
const [url, path] = process.argv.slice(2);
const database = await openDatabase({ url: url! });
const startedAtMs = performance.now();
const file = await openTableFile(path!);
// Districts of other regions have the same names.
const options = { within: '110000000', locale: 'KK', importedBy: 'bench' } as const;
const report = await importFile(database, { kind: getImportKind('appeal'), file, ...options });
const ms = performance.now() - startedAtMs;
await database.close();
const { firstFaults, ...counts } = report;
const told = { ...counts, listedFaults: firstFaults.length, firstFault: firstFaults[0] ?? null, firstChanges: [] };
process.stdout.write(JSON.stringify({ report: told, ms, peakBytes: process.resourceUsage().maxRSS * 1_024 }));
