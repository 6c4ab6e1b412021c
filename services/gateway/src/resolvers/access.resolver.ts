import {
  confinesOf,
  createApiToken,
  listApiTokens,
  NotAllowedError,
  revokeApiToken,
  UnauthenticatedError,
  viewerKeyOf,
  type Viewer,
} from '@oblys/access';
import { countryCode } from '@oblys/domain';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { ApiToken, CreateApiTokenInput, CreatedApiToken, Me } from './access-types.js';

@Resolver()
export class AccessResolver {
  @Query(() => Me, { description: 'Who asks, and what they may.' })
  me(@Ctx() { viewer }: GatewayContext): Me {
    return new Me(viewer);
  }

  @Query(() => [ApiToken], {
    description:
      'The API tokens of who asks, those of everybody for an administrator of the whole tree; the newest first.',
  })
  apiTokens(@Ctx() { viewer, platform }: GatewayContext): Promise<ApiToken[]> {
    assertSignedIn(viewer);
    return listApiTokens(platform, whoseTokens(viewer));
  }

  @Mutation(() => CreatedApiToken, {
    nullable: true,
    description:
      'Creates an API token for programs. The answer holds it this once, so this write takes no idempotency key. Null where it was refused; the error says why.',
  })
  async createApiToken(
    @Arg('input', () => CreateApiTokenInput, { description: 'What it is for, and what it may.' })
    { name, role: asked, areaCodes, days }: CreateApiTokenInput,
    @Ctx() { viewer, platform }: GatewayContext,
  ): Promise<CreatedApiToken> {
    assertSignedIn(viewer);
    if (viewer.identity?.by === 'API_TOKEN') {
      throw new NotAllowedError('A token creates no tokens: sign in to create one.');
    }
    const role = asked ?? viewer.role;
    if (role === 'PUBLIC') throw new NotAllowedError('What the public may needs no token.');
    const owner = { subject: viewerKeyOf(viewer), name: viewer.name };
    const asks = { name, role, areaCodes: areaCodes ?? confinesOf(viewer) ?? [countryCode], days };
    return platform.transaction('READ COMMITTED', async (sql) => {
      const { id, token } = await createApiToken(sql, viewer, owner, asks);
      const [apiToken] = (await listApiTokens(sql, owner.subject)).filter((each) => each.id === id);
      return { apiToken: apiToken!, token };
    });
  }

  @Mutation(() => ApiToken, {
    nullable: true,
    description:
      'Ends a token at once: one of who asks, anybody’s for an administrator of the whole tree. Null where there is none; the error says so.',
  })
  revokeApiToken(
    @Arg('id', () => ID, { description: 'The id of the token.' }) id: string,
    @Ctx() { viewer, platform }: GatewayContext,
  ): Promise<ApiToken> {
    assertSignedIn(viewer);
    return platform.transaction('READ COMMITTED', (sql) =>
      revokeApiToken(sql, { id, subject: whoseTokens(viewer), revokedBy: viewer.name }),
    );
  }
}

/** Null for those of everybody. */
function whoseTokens(viewer: Viewer): string | null {
  return viewer.role === 'ADMINISTRATOR' && confinesOf(viewer) === null ? null : viewerKeyOf(viewer);
}

/** @throws {UnauthenticatedError} when the public asks */
function assertSignedIn({ role, identity }: Viewer): void {
  if (role === 'PUBLIC' && identity === undefined) {
    throw new UnauthenticatedError('Sign in first: only who did has tokens.');
  }
}
