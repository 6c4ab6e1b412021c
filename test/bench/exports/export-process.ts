import { writeExport } from '@oblys/exports';
import { recordTable } from './record-rows.js';

/**
 * Writes rows into a file, in a process whose memory is nobody else's: node export-process.js <file> <rows>. Tells the
 * time and the largest memory as one JSON text.
 */
const [path, rowCount] = process.argv.slice(2);
const startedAtMs = performance.now();
const { statement, bytes } = await writeExport(path!, recordTable(Number(rowCount)));
const ms = performance.now() - startedAtMs;
const told = { rowCount: statement.rowCount, bytes, ms, peakBytes: process.resourceUsage().maxRSS * 1_024 };
process.stdout.write(JSON.stringify(told));
