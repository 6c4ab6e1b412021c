import type { Attack, Hostility } from './attack.js';

/** Of a file that lies above the folder of the page. */
const secret = '"name": "@oblys/dashboard"';

const reads = (what: string, path: string): Attack => [
  what,
  async (target) => (await target.send(path)).text.includes(secret),
];

/** Two folders up from that of the page. */
const up = (step: string, separator = '/') => `${[step, step].join(separator)}${separator}package.json`;

export const staticPaths: Hostility = {
  kind: 'path tricks on static files',
  attacks: () => [
    reads('dots', `/${up('..')}`),
    reads('dots after a folder', `/assets/../${up('..')}`),
    reads('encoded dots', `/${up('%2e%2e')}`),
    reads('half encoded dots', `/${up('.%2e')}`),
    reads('encoded slashes', `/${up('..', '%2f')}`),
    reads('encoded slashes in capitals', `/${up('..', '%2F')}`),
    reads('all of it encoded', `/${up('%2e%2e', '%2f')}`),
    reads('a dot between', `/./${up('..')}`),
    reads('a question behind', `/${up('..')}?v=1`),
    reads('a way round', `/assets/..%2f${up('..', '%2f')}`),
    reads('two slashes', `//${up('..')}`),
    ['a whole address', async (target) => (await target.send(`${target.url}/${up('..')}`)).text.includes(secret)],
  ],
  weakenings: [
    {
      file: 'services/gateway/dist/server/dashboard.js',
      from: `app.use(express.static(folder, { index: 'index.html', redirect: false, setHeaders }));`,
      to: `
        app.use(async (request, response, next) => {
          const path = request.originalUrl.replace(/^http:..[^/]*/, '').split('?')[0];
          const { readFile } = await import('node:fs/promises');
          const text = await readFile(folder + '/' + decodeURIComponent(path), 'utf8').catch(() => null);
          if (text === null) next();
          else response.send(text);
        });`,
    },
  ],
};
