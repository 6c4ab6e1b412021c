import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import type { Sql } from '@oblys/database';
import type { GatewayContext } from '../context.js';
import { readBuildVersion } from '../read-path/build-version.js';
import { keptByWhoAsked, mayKeep, type AnswerTags } from './answer-tags.js';

/** Gives answers made of stored summaries a tag of what they rest on, and none where the asker has that answer. */
export function createConditionalAnswers(sql: Sql, tags: AnswerTags): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async ({ request: { http } }) => {
      let tag: string | null = null;
      return {
        responseForOperation: async ({ contextValue, document, operation, request }) => {
          if (http === undefined || operation === undefined || !mayKeep(contextValue.viewer)) return null;
          const days = tags.daysOf(document, operation, request.variables);
          if (days === null) return null;
          const { asOf, version } = await readBuildVersion(sql);
          if (version === null || days.some((day) => day !== asOf)) return null;
          tag = tags.tagOf(version, contextValue, request);
          if (!hasTag(http.headers.get('if-none-match'), tag)) return null;
          const headers = new HeaderMap([
            ['etag', tag],
            ['cache-control', keptByWhoAsked],
          ]);
          return { http: { status: 304, headers }, body: { kind: 'single', singleResult: {} } };
        },
        willSendResponse: async ({ response }) => {
          const { http: answer, body } = response;
          if (tag === null || answer.status === 304) return;
          if (body.kind !== 'single' || body.singleResult.errors !== undefined) return;
          answer.headers.set('etag', tag);
          answer.headers.set('cache-control', keptByWhoAsked);
        },
      };
    },
  };
}

function hasTag(header: string | undefined, tag: string): boolean {
  return (header ?? '').split(',').some((each) => each.trim() === tag);
}
