import { auditActorOf, type Viewer } from '@oblys/access';
import { appendAuditEvent, type AuditActor, type AuditOrigin, type Sql } from '@oblys/database';
import { businessDay } from '@oblys/domain';
import type { GatewayLogger } from '../gateway-logger.js';

export interface SignInTrailOptions {
  /** As the platform. */
  readonly sql: Sql;
  readonly logger: GatewayLogger;
  readonly now: () => Date;
  /** How long refusals of one kind and address are gathered; a minute unless given. */
  readonly gatherMs?: number;
}

interface Gathered {
  count: number;
  readonly origin: AuditOrigin;
  readonly timer: NodeJS.Timeout;
}

const mostRemembered = 10_000;

/**
 * Tells the audit who signs in. A token signs in when it is used for the first time, an API token on each day that it is
 * used; the gateway remembers which it has told of, and the audit takes each once whoever tells it.
 */
export class SignInTrail {
  private readonly told = new Set<string>();
  private readonly gathered = new Map<string, Gathered>();

  constructor(private readonly options: SignInTrailOptions) {}

  /** Resolves once it is written: nobody gets further unseen. */
  async signedIn(viewer: Viewer, origin: AuditOrigin): Promise<void> {
    const { identity } = viewer;
    if (identity?.tokenId === undefined) return;
    const day = identity.by === 'API_TOKEN' ? ` ${businessDay(this.options.now())}` : '';
    const once = `sign-in ${identity.tokenId}${day}`;
    if (this.told.has(once)) return;
    const { areaCodes = 'ALL' } = viewer.scope === 'WHOLE_TREE' ? {} : viewer.scope;
    const details = { areas: areaCodes, expiresAt: identity.expiresAt };
    await appendAuditEvent(
      this.options.sql,
      { action: 'SIGN_IN', objectKind: 'token', objectId: identity.tokenId, details, once },
      auditActorOf(viewer, origin),
    );
    if (this.told.size >= mostRemembered) this.told.clear();
    this.told.add(once);
  }

  /**
   * Somebody showed what is not good. The first time is told at once; what follows of the same kind from the same
   * address within a minute is told as one, so that nobody fills the audit by guessing.
   */
  async refused(reason: string, origin: AuditOrigin): Promise<void> {
    const key = `${origin.address} ${reason}`;
    const gathered = this.gathered.get(key);
    if (gathered !== undefined) {
      gathered.count += 1;
      return;
    }
    const timer = setTimeout(() => void this.settle(key, reason), this.options.gatherMs ?? 60_000).unref();
    this.gathered.set(key, { count: 0, origin, timer });
    await this.tellRefusal(reason, origin, 1);
  }

  /** Tells what is still gathered. */
  async stop(): Promise<void> {
    await Promise.all([...this.gathered.keys()].map((key) => this.settle(key, key.slice(key.indexOf(' ') + 1))));
  }

  private async settle(key: string, reason: string): Promise<void> {
    const gathered = this.gathered.get(key);
    this.gathered.delete(key);
    clearTimeout(gathered?.timer);
    if (gathered !== undefined && gathered.count > 0) await this.tellRefusal(reason, gathered.origin, gathered.count);
  }

  /** Whoever is refused stays so, whether or not it could be told. */
  private async tellRefusal(reason: string, origin: AuditOrigin, count: number): Promise<void> {
    const actor: AuditActor = { by: 'NOBODY', name: 'unknown', origin };
    const event = { action: 'REFUSE', objectKind: 'token', rowCount: count, details: { reason } } as const;
    try {
      await appendAuditEvent(this.options.sql, event, actor);
    } catch (error) {
      this.options.logger.error({ err: error, reason, origin }, 'a refused sign-in could not be told to the audit');
    }
  }
}
