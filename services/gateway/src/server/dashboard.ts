import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import express, { type Express } from 'express';

const greeting = `Oblys serves GraphQL here.

POST /graphql   the API, by the schema in schema/schema.graphql
GET  /healthz   whether the process is alive
GET  /readyz    whether it can answer
`;

/** The built dashboard; a path of its own that is no file is the dashboard's to route. */
export function serveDashboard(app: Express, folder: string, policy: string): void {
  const setHeaders = (response: ServerResponse) => void response.setHeader('content-security-policy', policy);
  app.use(express.static(folder, { index: 'index.html', redirect: false, setHeaders }));
  app.get('/{*path}', (request, response, next) => {
    if (request.accepts('html') === false) next();
    // Under its root, or else a dot in the name of any folder above would hide the file.
    else response.set('content-security-policy', policy).sendFile('index.html', { root: folder });
  });
}

/** What the explorer may load and reach: this server, and nothing elsewhere. */
const ownOnly = [
  `default-src 'self'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data:`,
  `font-src 'self' data:`,
  `object-src 'none'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

/** The built explorer at `/explorer`, beside `/graphql`, which it asks. */
export function serveExplorer(app: Express, folder: string): void {
  app.get('/explorer', (_request, response) => {
    response.setHeader('content-security-policy', ownOnly);
    response.sendFile('explorer.html', { root: folder });
  });
  app.use('/assets', express.static(join(folder, 'assets'), { index: false, redirect: false }));
}

export function serveGreeting(app: Express): void {
  app.get('/', (_request, response) => {
    response.type('text/plain').send(greeting);
  });
}
