import { createHmac } from 'node:crypto';
import type { Message, Sendable } from './message.js';
import { SendFailedError } from './send-failed-error.js';

export interface WebhookSettings {
  /** Null: nothing is signed. */
  readonly secret: string | null;
  readonly timeoutMs: number;
}

/**
 * Posts a message as JSON. Its header `Idempotency-Key` is the same at each repeat; `Oblys-Signature` is
 * `t=<seconds>,v1=<hex>`, the HMAC-SHA-256 of the seconds, a full stop and the body, so that nobody else can have written
 * it and no old one can be sent again.
 * @throws {SendFailedError} when it is not taken, in time and with a status of 2xx
 */
export async function sendWebhook(
  { address, what, idempotencyKey }: Sendable,
  { subject, body }: Message,
  { secret, timeoutMs }: WebhookSettings,
  signal: AbortSignal,
): Promise<void> {
  // `text` is what chat rooms show of a webhook.
  const content = JSON.stringify({ what, idempotencyKey, text: subject, ...body });
  const { host } = new URL(address);
  const response = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
      'user-agent': 'Oblys',
      ...(secret !== null && { 'oblys-signature': sign(content, secret) }),
    },
    body: content,
    // Whoever answers with another address could send what is told, signed, to anybody.
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  }).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw new SendFailedError(`The webhook at ${host} ${reasonOf(cause, timeoutMs)}.`, { cause });
  });
  // What it answers with is of no interest, and may have no end.
  await response.body?.cancel();
  if (response.status >= 300 && response.status < 400) {
    throw new SendFailedError(
      `The webhook at ${host} answered ${response.status}, to go elsewhere, which is not done.`,
    );
  }
  if (!response.ok) throw new SendFailedError(`The webhook at ${host} answered ${response.status}.`);
}

function sign(content: string, secret: string): string {
  const seconds = Math.floor(Date.now() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${content}`).digest('hex')}`;
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if ((error as Error).name === 'TimeoutError') return `did not answer within ${timeoutMs / 1000} s`;
  const { code, message } = ((error as Error).cause ?? error) as { code?: string; message: string };
  return `cannot be reached (${code ?? message})`;
}
