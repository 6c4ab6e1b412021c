import { createHmac } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import type { Attack, Hostility } from './attack.js';

const now = () => Math.floor(Date.now() / 1000);

/** Of an administrator of everything, as the development issuer has it. */
const claims = (more: object = {}): Record<string, unknown> => ({
  iss: 'urn:oblys:development',
  aud: 'urn:oblys:gateway',
  sub: 'mallory',
  iat: now(),
  exp: now() + 600,
  oblys_role: 'administrator',
  oblys_areas: ['000000000'],
  name: 'mallory',
  ...more,
});

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Signed by a key that is made for it. */
async function signed(more: object = {}, header: object = {}): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256');
  return new SignJWT(claims(more)).setProtectedHeader({ alg: 'ES256', ...header }).sign(privateKey);
}

const unsigned = (alg: string, signature = '') => `${encode({ alg, typ: 'JWT' })}.${encode(claims())}.${signature}`;

function signedBySecret(secret: string): string {
  const told = `${encode({ alg: 'HS256' })}.${encode(claims())}`;
  return `${told}.${createHmac('sha256', secret).update(told).digest('base64url')}`;
}

const by = (what: string, make: () => string | Promise<string>): Attack => [
  what,
  async (target) => {
    const answer = await target.ask('{ me { role } appeals { totalCount } }', { token: await make() });
    return answer?.data?.me?.role === 'ADMINISTRATOR' && answer.data.appeals.totalCount > 0;
  },
];

export const forgedTokens: Hostility = {
  kind: 'forged, expired, other-audience and alg=none tokens',
  attacks: ({ editor }) => {
    const [head, words, signature] = editor.split('.') as [string, string, string];
    return [
      by('by a key of the attacker', () => signed()),
      by('by such a key, named as the right one', () => signed({}, { kid: 'development' })),
      by('by a key that lies elsewhere', () => signed({}, { jku: 'http://127.0.0.1:9/keys' })),
      by('expired', () => signed({ exp: now() - 3_600, iat: now() - 7_200 })),
      by('for another audience', () => signed({ aud: 'urn:other' })),
      by('not good yet', () => signed({ nbf: now() + 3_600 })),
      by('alg none', () => unsigned('none')),
      by('alg None', () => unsigned('None')),
      by('alg none with a signature', () => unsigned('none', signature)),
      by('alg HS256 by a guessable secret', () => signedBySecret('secret')),
      by('with other words under a good signature', () => `${head}.${encode(claims())}.${signature}`),
      by('with the end of the signature cut off', () => `${head}.${encode(claims())}.${signature.slice(0, -8)}`),
      by('with an empty signature', () => `${head}.${encode(claims())}.`),
      by('with good words behind', () => `${head}.${encode(claims())}.${words}`),
    ];
  },
  weakenings: [
    {
      file: 'packages/access/dist/development/development-issuer.js',
      from: '(await jwtVerify(token, this.publicKey, checks)).payload',
      to: `JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString())`,
    },
  ],
};
