import { DevelopmentIssuer, developer, OidcVerifier, publicViewer, SignIn } from '@oblys/access';
import type { Config } from '@oblys/config';
import type { Database } from '@oblys/database';
import type { SignInPage } from '@oblys/gateway';

/** How people sign in by the settings, and how the page does. */
export async function openSignIn(
  config: Config,
  database: Database,
): Promise<{ signIn: SignIn; signInPage: SignInPage }> {
  const { oidc, dataDir } = config;
  const development = signsInForDevelopment(config) ? await DevelopmentIssuer.open(dataDir) : null;
  const signIn = new SignIn({
    database,
    oidc:
      oidc === null ? null : new OidcVerifier({ ...oidc, claims: { role: oidc.roleClaim, areas: oidc.areasClaim } }),
    development,
    // Who does not sign in is anybody, but on a machine of developers.
    anonymous: development === null ? publicViewer : developer,
  });
  const provider = oidc === null || oidc.clientId === null ? null : { ...oidc, clientId: oidc.clientId };
  return {
    signIn,
    signInPage: {
      provider: provider && { issuer: provider.issuer, clientId: provider.clientId, scope: provider.scope },
      development,
    },
  };
}

/** Whether anybody may sign in as anybody: on a machine of developers, and nowhere that people sign in. */
export function signsInForDevelopment({ nodeEnv, oidc }: Config): boolean {
  return nodeEnv !== 'production' && oidc === null;
}
