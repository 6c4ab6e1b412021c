import type { Config } from '@oblys/config';
import type { SenderSettings } from '@oblys/jobs';

/** How alerts and digests are sent, by the settings; their links lead to the gateway where nothing else is set. */
export function senderSettings(
  { mail, webhookSecret, publicUrl, port }: Config,
  gatewayUrl = `http://localhost:${port}`,
): SenderSettings {
  return { mail, webhookSecret, publicUrl: publicUrl ?? gatewayUrl };
}
