import * as oauth from 'oauth4webapi';
import type { HeldTokens } from './tokens.js';

/** As the gateway tells it. */
export interface SignInProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
}

/** What is remembered while somebody is away at the provider. */
interface Leaving {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  /** The address that they left, to come back to. */
  readonly from: string;
}

const key = 'oblys.signing-in';

/** Where the provider sends people back to: the page without anything behind it. */
const redirectUri = () => new URL('.', document.baseURI).href;

/** Leaves for the provider (code flow with PKCE). */
export async function leaveForProvider(provider: SignInProvider): Promise<void> {
  const server = await discover(provider);
  const leaving: Leaving = {
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    from: window.location.href,
  };
  sessionStorage.setItem(key, JSON.stringify(leaving));
  const address = new URL(server.authorization_endpoint!);
  const asked = {
    client_id: provider.clientId,
    redirect_uri: redirectUri(),
    response_type: 'code',
    scope: provider.scope,
    code_challenge: await oauth.calculatePKCECodeChallenge(leaving.verifier),
    code_challenge_method: 'S256',
    state: leaving.state,
    nonce: leaving.nonce,
  };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  window.location.assign(address);
}

/** Whether the address is one that the provider sent somebody back to. */
export function isBackFromProvider(): boolean {
  const { searchParams } = new URL(window.location.href);
  return searchParams.has('state') && (searchParams.has('code') || searchParams.has('error'));
}

/**
 * Takes what the provider gave, and puts the address back to what it was.
 * @throws when they did not leave from here, the provider refused, or what it gave is not for this page
 */
export async function comeBackFromProvider(provider: SignInProvider): Promise<HeldTokens> {
  const back = new URL(window.location.href);
  const text = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  const leaving = text === null ? null : (JSON.parse(text) as Leaving);
  window.history.replaceState(null, '', leaving?.from ?? redirectUri());
  if (leaving === null) throw new Error('Nobody left from here to sign in.');
  const server = await discover(provider);
  const client: oauth.Client = { client_id: provider.clientId };
  const given = oauth.validateAuthResponse(server, client, back, leaving.state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    given,
    redirectUri(),
    leaving.verifier,
    overHttp(provider),
  );
  const { access_token: accessToken, id_token: idToken } = await oauth.processAuthorizationCodeResponse(
    server,
    client,
    response,
    { expectedNonce: leaving.nonce, requireIdToken: true },
  );
  return { accessToken, idToken };
}

/** Where the provider ends what it remembers of somebody; null where it does not. */
export async function addressToLeave(provider: SignInProvider, idToken: string): Promise<string | null> {
  const { end_session_endpoint: endpoint } = await discover(provider);
  if (endpoint === undefined) return null;
  const address = new URL(endpoint);
  address.searchParams.set('id_token_hint', idToken);
  address.searchParams.set('client_id', provider.clientId);
  return address.href;
}

async function discover(provider: SignInProvider): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(provider.issuer);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, overHttp(provider)));
}

/** The gateway takes a provider without TLS on its own machine only. */
function overHttp({ issuer }: SignInProvider) {
  return { [oauth.allowInsecureRequests]: issuer.startsWith('http:') };
}
