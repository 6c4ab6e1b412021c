import { messageOf, type Sendable } from './message.js';
import { SendFailedError } from './send-failed-error.js';
import { createMailer, type MailSettings } from './send-mail.js';
import { sendWebhook } from './send-webhook.js';

export interface SenderSettings {
  /** Null: no mail can be sent. */
  readonly mail: MailSettings | null;
  /** What webhooks are signed with; null: they are not. */
  readonly webhookSecret: string | null;
  /** Where people reach the platform, without a slash at its end. */
  readonly publicUrl: string;
  /** How long a webhook may take, and how long a mail server may be silent; 10 s unless given. */
  readonly timeoutMs?: number;
}

export interface Sender {
  /** @throws {SendFailedError} when it does not arrive */
  send(delivery: Sendable, signal?: AbortSignal): Promise<void>;
}

export function createSender({ mail, webhookSecret, publicUrl, timeoutMs = 10_000 }: SenderSettings): Sender {
  const mailer = mail && createMailer(mail, timeoutMs);
  return {
    send: async (delivery, signal = new AbortController().signal) => {
      const message = messageOf(delivery, publicUrl);
      if (delivery.channel === 'WEBHOOK') {
        return sendWebhook(delivery, message, { secret: webhookSecret, timeoutMs }, signal);
      }
      if (mailer === null) {
        throw new SendFailedError('No mail can be sent: OBLYS_SMTP_URL and OBLYS_MAIL_FROM are not set.');
      }
      await mailer.send(delivery, message, signal);
    },
  };
}
