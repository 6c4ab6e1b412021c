import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { ceilingStatements } from './ceiling-statements.js';

/*
 * As fast as such data can be served from Node and PostgreSQL: no schema, no validation, one prepared statement for
 * each shape whose JSON goes to the client as the database made it. `node ceiling-server.js <url of the database>`
 */
const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { shape } = JSON.parse(Buffer.concat(chunks).toString()) as { shape: keyof typeof ceilingStatements };
    pool.query<{ json: string }>({ name: shape, text: ceilingStatements[shape] }).then(
      ({ rows }) => response.setHeader('content-type', 'application/json').end(rows[0]!.json),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
});
process.on('SIGTERM', () => process.exit(0));
