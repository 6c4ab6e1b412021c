import type { Attack, Hostility } from './attack.js';

/** Headers that some servers trust to say who asks, or what for, and what they say here. */
const trusted = (editor: string): Readonly<Record<string, string>> => ({
  'x-forwarded-user': 'administrator',
  'x-remote-user': 'administrator',
  'x-oblys-role': 'ADMINISTRATOR',
  'x-user': 'administrator',
  'x-api-key': editor,
  'x-forwarded-for': '127.0.0.1',
  'x-real-ip': '127.0.0.1',
  'x-original-url': '/sign-in/development',
  'x-http-method-override': 'GET',
  forwarded: 'for=127.0.0.1;by=administrator',
  cookie: `role=ADMINISTRATOR; authorization=Bearer ${editor}`,
  'proxy-authorization': `Bearer ${editor}`,
});

const body = JSON.stringify({ query: '{ me { role } appeals { totalCount } }' });

export const headersAndCookies: Hostility = {
  kind: 'header and cookie tricks',
  isInProduction: true,
  attacks: ({ editor }) =>
    Object.entries(trusted(editor)).map(([name, value]): Attack => {
      const headers = { 'content-type': 'application/json', [name]: value };
      return [
        name,
        async (target) => {
          const { text } = await target.send('/graphql', { method: 'POST', headers, body });
          return /"totalCount":[1-9]/.test(text);
        },
      ];
    }),
  weakenings: [
    {
      file: 'services/gateway/dist/server/viewers.js',
      from: 'this.shownBy(request, request.headers.authorization);',
      to: `(${JSON.stringify(Object.keys(trusted('')))}.some((name) => name in request.headers)
        ? Promise.resolve({ name: 'trusted', role: 'ADMINISTRATOR', scope: 'WHOLE_TREE' })
        : this.shownBy(request, request.headers.authorization));`,
    },
  ],
};
