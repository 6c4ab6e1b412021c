import pg from 'pg';

/** How it is known who somebody is: by a sign-in, NOBODY without one, or a COMMAND, a JOB, a user of the DATABASE. */
export type AuditedBy = 'OIDC' | 'DEVELOPMENT' | 'API_TOKEN' | 'NOBODY' | 'COMMAND' | 'JOB' | 'DATABASE';

/** From where something was done. */
export interface AuditOrigin {
  /** Of who asks, told by the proxies that are trusted; without those of who is connected. */
  readonly address?: string;
  /** For whom the proxies on the way said that they ask, as it came; nobody vouches for all of it. */
  readonly forwardedFor?: string;
  readonly userAgent?: string;
  readonly requestId?: string;
  /** Of a command: its name, and who runs it on which machine. */
  readonly command?: string;
  readonly user?: string;
  readonly host?: string;
  /** Of a job. */
  readonly runId?: string;
  /** What a connection calls itself that says nothing else. */
  readonly application?: string;
}

/** Who does something, for the audit. */
export interface AuditActor {
  readonly by: AuditedBy;
  readonly name: string;
  readonly subject?: string;
  readonly role?: string;
  /** The id of an API token, the beginning of the hash of another one. */
  readonly tokenId?: string;
  readonly origin: AuditOrigin;
}

/** The statement by which the triggers of the audit know who writes, until the transaction ends. */
export function tellActor(actor: AuditActor): string {
  return `set local ${actorSetting} = ${pg.escapeLiteral(JSON.stringify(actor))}`;
}

export const actorSetting = 'oblys.actor';
