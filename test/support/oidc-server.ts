import { jest } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';
import type { Configuration, Provider } from 'oidc-provider';

/** What tokens for the gateway name as whom they are for. */
export const audience = 'https://oblys.example.kz';

/** A client that signs in for itself, and the one that the page is. */
export const program = { id: 'nightly-extract', secret: 'a-secret-of-this-test-alone' };
export const pageClient = 'oblys-page';

export interface OidcServerOptions {
  /** Claims of the tokens of a client or of somebody, by its name. */
  readonly claimsOf: (name: string) => Record<string, unknown>;
}

/** A real OpenID Connect provider on a free port of the loopback address. */
export class OidcServer {
  private handle: ReturnType<Provider['callback']> | null = null;
  private key!: JWK;
  private redirectUris: readonly string[] = [];

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
    private readonly options: OidcServerOptions,
    private readonly silent: readonly { mockRestore(): void }[],
  ) {}

  static async start(options: OidcServerOptions): Promise<OidcServer> {
    const silent = [silence('warn'), silence('info')];
    const server = createServer((request, response) => {
      if (oidc.handle === null) response.writeHead(503).end();
      else void oidc.handle(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const oidc = new OidcServer(server, `http://localhost:${port}`, options, silent);
    await oidc.rotate();
    return oidc;
  }

  /** From now on it knows the page, which is sent back to one of these. */
  async knowPage(...redirectUris: string[]): Promise<void> {
    this.redirectUris = redirectUris;
    await this.rotate();
  }

  /** From now on it signs by another key, and knows the ones before no more. */
  async rotate(): Promise<void> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    this.key = { ...(await exportJWK(privateKey)), kid: `key-${Math.random()}`, alg: 'RS256', use: 'sig' };
    const { Provider } = await import('oidc-provider');
    this.handle = new Provider(this.issuer, this.configure()).callback();
  }

  /** Answers nothing but 503 until `rotate`. */
  goDown(): void {
    this.handle = null;
  }

  /** A token that it gives the program. */
  async tokenOfProgram(): Promise<string> {
    const response = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${program.id}:${program.secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience }),
    });
    const answer = (await response.json()) as { access_token?: string };
    if (answer.access_token === undefined) throw new Error(`The provider gave no token: ${JSON.stringify(answer)}`);
    return answer.access_token;
  }

  /** A token that it could have given, signed by its key unless another one is given. */
  async sign(claims: JWTPayload & Record<string, unknown>, by: { key?: JWK; header?: object } = {}): Promise<string> {
    const { kid } = this.key;
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: kid!, typ: 'at+jwt', ...by.header })
      .sign(by.key ?? this.key);
  }

  /** What anybody can read of it. */
  publicKey(): JWK {
    const { kty, n, e, kid, alg, use } = this.key;
    return { kty, n, e, kid, alg, use } as JWK;
  }

  async stop(): Promise<void> {
    for (const spy of this.silent) spy.mockRestore();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private configure(): Configuration {
    const { claimsOf } = this.options;
    const { redirectUris } = this;
    return {
      jwks: { keys: [this.key as never] },
      clients: [
        {
          client_id: program.id,
          client_secret: program.secret,
          grant_types: ['client_credentials'],
          redirect_uris: [],
          response_types: [],
        },
        ...(redirectUris.length === 0
          ? []
          : [
              {
                client_id: pageClient,
                token_endpoint_auth_method: 'none' as const,
                redirect_uris: [...redirectUris],
                response_types: ['code' as const],
                grant_types: ['authorization_code'],
                application_type: 'native' as const,
              },
            ]),
      ],
      clientBasedCORS: () => true,
      cookies: { keys: ['of this test alone'] },
      findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
      pkce: { required: () => true },
      features: {
        clientCredentials: { enabled: true },
        devInteractions: { enabled: true },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => audience,
          useGrantedResource: () => true,
          getResourceServerInfo: () => ({
            scope: '',
            audience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: 600,
            jwt: { sign: { alg: 'RS256' } },
          }),
        },
      },
      extraTokenClaims: (_context, token) =>
        claimsOf('accountId' in token && token.accountId ? token.accountId : token.clientId!),
    };
  }
}

/** It has much to say of its defaults, such as that all is kept in memory, which is what a test wants. */
function silence(level: 'warn' | 'info') {
  const say = console[level].bind(console); // eslint-disable-line no-console
  return jest.spyOn(console, level).mockImplementation((...words: unknown[]) => {
    if (!String(words[0]).includes('oidc-provider')) say(...words);
  });
}
