import { SignIn, type SignInOptions } from '@oblys/access';
import type { Database } from '@oblys/database';
import { openDatabase } from '@oblys/database';
import type { Gateway, GatewayLogger, GatewayOptions } from '@oblys/gateway';
import { startGateway } from '@oblys/gateway';
import { testMasterKeys } from './master-keys.js';
import { createTestDatabase } from './postgres.js';
import { builtDemoTemplate, demoTemplate, referenceTemplate } from './shared-templates.js';

/** What a GraphQL answer looks like. */
export interface GraphQLAnswer {
  // The shape is what the test asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data?: any;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; errorId?: string; limit?: string; most?: number; measured?: number };
  }[];
}

export interface LogEntry {
  level: 'debug' | 'info' | 'warn' | 'error';
  args: unknown[];
}

/** A gateway on a free port, over a database of its own that holds the areas and the vocabularies. */
export interface TestGateway extends Gateway {
  readonly database: Database;
  readonly log: LogEntry[];
  /** Every statement that went to the database since the last `statements.length = 0`. */
  readonly statements: string[];
  /** What went with them, in the same round trips, so that each ends in time. */
  readonly limitStatements: string[];
  /** The values of each. */
  readonly boundValues: (readonly unknown[])[];
  ask(query: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer>;
  /** The data of an answer that must have no errors. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  askData(query: string, variables?: Record<string, unknown>): Promise<any>;
  /** Stops the gateway, closes the database and drops it. */
  end(): Promise<void>;
}

export type TestGatewayOptions = Omit<Partial<GatewayOptions>, 'database' | 'port' | 'logger'> & {
  /** Whether the database holds the demonstration until `demoDay`, and the build of that day; neither unless given. */
  demo?: boolean | 'BUILT';
  /** How people sign in; without it everybody is a developer. */
  signInBy?: Omit<SignInOptions, 'database'>;
  /** What the database holds beside that, the areas and the vocabularies. */
  seed?: (database: Database) => Promise<void>;
};

export async function startTestGateway({
  demo = false,
  seed,
  signInBy,
  ...options
}: TestGatewayOptions = {}): Promise<TestGateway> {
  const testDatabase = await createTestDatabase({ template: await templateWith(demo) });
  const database = await openDatabase({ url: testDatabase.url });
  await seed?.(database);
  const { statements, limitStatements, boundValues } = recordStatements(database);
  const { logger, log } = createRecordingLogger();
  const gateway = await startGateway({
    database,
    port: 0,
    logger,
    compilesAtOnce: true,
    masterKeys: testMasterKeys,
    ...(signInBy !== undefined && { signIn: new SignIn({ database, ...signInBy }) }),
    ...options,
  });
  const ask: TestGateway['ask'] = (query, variables) => askGateway(gateway.url, query, variables);
  return {
    ...gateway,
    database,
    log,
    statements,
    limitStatements,
    boundValues,
    ask,
    askData: async (query, variables) => {
      const { data, errors } = await ask(query, variables);
      if (errors !== undefined) {
        throw new Error(`The gateway answered with errors: ${JSON.stringify(errors)}`, { cause: causeOf(errors, log) });
      }
      return data;
    },
    end: async () => {
      await gateway.stop();
      if (database.dataSource.isInitialized) await database.close();
      await testDatabase.drop();
    },
  };
}

function templateWith(demo: boolean | 'BUILT'): Promise<string> {
  if (demo === 'BUILT') return builtDemoTemplate();
  return demo ? demoTemplate() : referenceTemplate();
}

/** What the log has of an error of which clients hear nothing but its id. */
function causeOf(errors: NonNullable<GraphQLAnswer['errors']>, log: readonly LogEntry[]): unknown {
  const ids = errors.map(({ extensions }) => extensions.errorId);
  const logged = log.map(({ args: [first] }) => first as { errorId?: string; err?: unknown } | undefined);
  return logged.find((entry) => entry?.errorId !== undefined && ids.includes(entry.errorId))?.err;
}

export async function askGateway(
  url: string,
  query: string,
  variables?: Record<string, unknown>,
): Promise<GraphQLAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as GraphQLAnswer;
}

/** Listens at the pool itself, so that no statement escapes, whoever sends it. */
function recordStatements({
  dataSource,
}: Database): Pick<TestGateway, 'statements' | 'limitStatements' | 'boundValues'> {
  const statements: string[] = [];
  const limitStatements: string[] = [];
  const boundValues: (readonly unknown[])[] = [];
  const { master: pool } = dataSource.driver as unknown as {
    master: { on(event: 'acquire', heard: (client: Client) => void): void };
  };
  const heard = new WeakSet<Client>();
  pool.on('acquire', (client) => {
    if (heard.has(client)) return;
    heard.add(client);
    const query = client.query.bind(client);
    client.query = (...args: unknown[]) => {
      const [text] = args;
      if (isLimit(text)) {
        limitStatements.push(text);
        return query(...args);
      }
      statements.push(typeof text === 'string' ? text : (text as { text: string }).text);
      const bound = Array.isArray(args[1]) ? args[1] : (text as { values?: unknown[] }).values;
      boundValues[statements.length - 1] = (bound ?? []) as readonly unknown[];
      return query(...args);
    };
  });
  return { statements, limitStatements, boundValues };
}

function isLimit(text: unknown): text is string {
  return text === 'commit' || (typeof text === 'string' && text.startsWith('begin; '));
}

interface Client {
  query(...args: unknown[]): unknown;
}

export function createRecordingLogger(): { logger: GatewayLogger; log: LogEntry[] } {
  const log: LogEntry[] = [];
  const at =
    (level: LogEntry['level']) =>
    (...args: unknown[]): void => {
      log.push({ level, args });
    };
  return { log, logger: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } };
}
