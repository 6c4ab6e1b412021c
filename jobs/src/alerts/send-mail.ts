import { createHash } from 'node:crypto';
import type { MailSender } from '@oblys/domain';
import { createTransport } from 'nodemailer';
import { languageTags } from './words.js';
import type { Message, Sendable } from './message.js';
import { SendFailedError } from './send-failed-error.js';

export interface MailSettings {
  readonly smtpUrl: string;
  readonly from: MailSender;
}

/**
 * Sends mails by a server. Their Message-ID is made of the idempotency key, so a mail that comes twice is one to readers
 * that know it by that; the end of an incident is shown below its beginning.
 */
export function createMailer({ smtpUrl, from }: MailSettings, timeoutMs: number) {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // Nothing that is told may bring in a file or a page.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { host } = new URL(smtpUrl);
  const domain = from.address.slice(from.address.indexOf('@') + 1);
  const messageId = (key: string) => `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`;
  return {
    /** @throws {SendFailedError} when the server does not take it in time */
    send: async (
      { address, idempotencyKey, locale, what }: Sendable,
      { subject, text, html }: Message,
      signal: AbortSignal,
    ) => {
      const begun = messageId(idempotencyKey.replace(':closed:', ':opened:'));
      const sending = transport.sendMail({
        from,
        to: { name: '', address },
        subject,
        text,
        html,
        messageId: messageId(idempotencyKey),
        ...(what === 'CLOSED' && { inReplyTo: begun, references: begun }),
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': languageTags[locale] },
      });
      await inTime(sending, 3 * timeoutMs, signal).catch((cause: unknown) => {
        signal.throwIfAborted();
        throw new SendFailedError(`The mail server ${host} did not take it: ${reasonOf(cause)}`, { cause });
      });
    },
  };
}

/** A server that says a little now and then would never be silent for long enough. */
async function inTime(sending: Promise<unknown>, mostMs: number, signal: AbortSignal): Promise<void> {
  const end = AbortSignal.any([signal, AbortSignal.timeout(mostMs)]);
  const late = new Promise<never>((_resolve, reject) =>
    end.addEventListener('abort', () => reject(end.reason as Error), { once: true }),
  );
  await Promise.race([sending, late]);
}

function reasonOf(error: unknown): string {
  const { response, message } = error as { response?: string; message: string };
  return (response ?? message).replace(/\s+/g, ' ').slice(0, 300);
}
