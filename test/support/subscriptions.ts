import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What a subscription tells, one event after the other. */
export interface Subscribed {
  // The shape is what the test asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  next(): Promise<any>;
  end(): Promise<void>;
}

export type Transport = 'WebSocket' | 'server-sent events';
export const transports: readonly Transport[] = ['WebSocket', 'server-sent events'];

/** Resolves once the gateway has taken the subscription, as far as the transport tells. */
export async function subscribe(
  transport: Transport,
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Subscribed> {
  const events = transport === 'WebSocket' ? overSocket(url, query, variables) : overSse(url, query, variables);
  // Neither protocol confirms a subscription.
  await new Promise((resolve) => setTimeout(resolve, 300));
  return events;
}

function overSocket(url: string, query: string, variables: Record<string, unknown>): Subscribed {
  const client = createSocketClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  return subscribed(client.iterate({ query, variables }), () => client.dispose());
}

function overSse(url: string, query: string, variables: Record<string, unknown>): Subscribed {
  const client = createSseClient({ url: `${url}/graphql/stream`, retryAttempts: 0 });
  return subscribed(client.iterate({ query, variables }), () => client.dispose());
}

interface Answer {
  data?: unknown;
  errors?: unknown;
}

function subscribed(answers: AsyncIterableIterator<unknown>, dispose: () => unknown): Subscribed {
  // Asked for at once: the clients connect when somebody waits.
  let first: Promise<IteratorResult<unknown>> | undefined = answers.next();
  first.catch(() => undefined);
  return {
    next: async () => {
      const answer = first ?? answers.next();
      first = undefined;
      const { value, done } = await answer;
      if (done === true) return null;
      const { data, errors } = value as Answer;
      if (errors !== undefined) throw new Error(`The subscription answered with errors: ${JSON.stringify(errors)}`);
      return data;
    },
    end: async () => {
      await answers.return?.();
      await dispose();
    },
  };
}
