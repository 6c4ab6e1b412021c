import { randomUUID } from 'node:crypto';
import {
  addRecipient,
  countDeliveries,
  getRecipient,
  listOpenIncidents,
  listRecipients,
  removeRecipient,
  type DeliveryCount,
  type OpenIncident,
  type Recipient,
} from '@oblys/database';
import { InvalidInputError, type Locale } from '@oblys/domain';
import { createSender } from '@oblys/jobs';
import { Option, type Command } from 'commander';
import { senderSettings } from '../alerting.js';
import { inBusinessZone } from '../business-days.js';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseAreaOption, parseLocaleOption } from '../command.js';
import { alignColumns, counted, formatCount } from '../words.js';

interface JsonOption {
  json?: boolean;
}

export function alertsCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'alerts',
    summary: 'list what is wrong and who is told, add and remove those who are',
    description:
      'Lists the incidents that are open, and for each recipient what it was told and what waits for it. The scheduler opens and closes incidents and sends what waits.',
    example: 'oblys alerts',
  })
    .helpCommand(false)
    .addCommand(addCommand(host))
    .addCommand(removeCommand(host))
    .addCommand(testCommand(host))
    .action(async ({ json = false }: JsonOption) => {
      const { output, withSession } = createContext(host, 'alerts', json);
      const found = await withSession(async ({ database }) => ({
        incidents: await listOpenIncidents(database),
        recipients: await listRecipients(database),
        deliveries: await countDeliveries(database),
      }));
      output.result(found, [...incidentLines(found.incidents), ...recipientLines(found.recipients, found.deliveries)]);
    });
}

interface AddOptions extends JsonOption {
  mail?: string;
  webhook?: string;
  locale: Locale;
  area?: string;
  digest?: boolean;
  alerts: boolean;
}

function addCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'add',
    summary: 'tell somebody of incidents, and of the figures of the week',
    description:
      'Tells a mailbox or a webhook of every incident once, and once when it is over. Whoever is there already, for the same area, gets what is said now.',
    example: 'oblys alerts add --mail aigul@example.kz --locale kk --area 110000000 --digest',
  })
    .option('--mail <address>', 'a mailbox')
    .option('--webhook <url>', 'an address that is sent JSON by POST')
    .addOption(new Option('--locale <locale>', 'kk, ru or en').argParser(parseLocaleOption).default('KK', 'kk'))
    .option(
      '--area <code>',
      'only incidents and figures of this area; of the whole country unless given',
      parseAreaOption,
    )
    .option('--digest', 'the weekly digest as well')
    .option('--no-alerts', 'no alerts')
    .action(async (_options: AddOptions, command: Command) => {
      const {
        json = false,
        mail,
        webhook,
        locale,
        area = null,
        digest = false,
        alerts,
      } = command.optsWithGlobals<AddOptions>();
      const { config, output, withSession } = createContext(host, 'alerts add', json);
      const { channel, address } = readAddress(mail, webhook);
      if (channel === 'MAIL' && config.mail === null) {
        throw new InvalidInputError(
          `No mail can be sent to ${address}: set OBLYS_SMTP_URL and OBLYS_MAIL_FROM first, then add it.`,
        );
      }
      const added = await withSession(({ database }) =>
        addRecipient(database, {
          channel,
          address,
          locale,
          areaCode: area,
          wantsAlerts: alerts,
          wantsDigest: digest,
        }),
      );
      output.result(added, [`${describe(added)} (recipient ${added.id}).`, `Try it: oblys alerts test ${added.id}`]);
    });
}

function removeCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'remove',
    summary: 'tell a recipient nothing any more, not what waits for it either',
    example: 'oblys alerts remove 019a5b1c-2f30-7d62-8a4e-5c1d2e3f4a5b',
  })
    .argument('<id>', 'the recipient, as `oblys alerts` lists it')
    .action(async (id: string, _options: JsonOption, command: Command) => {
      const { output, withSession } = createContext(host, 'alerts remove', isJson(command));
      const removed = await withSession(({ database }) => removeRecipient(database, id));
      output.result(removed, [`${removed.address} is told nothing any more.`]);
    });
}

function testCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'test',
    summary: 'send a recipient a message now, and say whether it arrived',
    example: 'oblys alerts test 019a5b1c-2f30-7d62-8a4e-5c1d2e3f4a5b',
  })
    .argument('<id>', 'the recipient, as `oblys alerts` lists it')
    .action(async (id: string, _options: JsonOption, command: Command) => {
      const { config, output, withSession, interruption } = createContext(host, 'alerts test', isJson(command));
      const recipient = await withSession(({ database }) => getRecipient(database, id));
      const idempotencyKey = `test:${recipient.id}:${randomUUID()}`;
      output.progress(`sending to ${recipient.address}`);
      const sender = createSender(senderSettings(config));
      await sender.send({ ...recipient, what: 'TEST', idempotencyKey, payload: {} }, interruption.signal);
      output.result({ ...recipient, idempotencyKey }, [`${recipient.address} has taken a test message.`]);
    });
}

/** An option that a command shares with the one above it is read by that one. */
function isJson(command: Command): boolean {
  return command.optsWithGlobals<JsonOption>().json ?? false;
}

/** @throws {InvalidInputError} when it is not one of the two */
function readAddress(mail: string | undefined, webhook: string | undefined): Pick<Recipient, 'channel' | 'address'> {
  if (mail !== undefined && webhook === undefined) return { channel: 'MAIL', address: mail };
  if (webhook !== undefined && mail === undefined) return { channel: 'WEBHOOK', address: webhook };
  throw new InvalidInputError('A recipient is a mailbox (--mail) or a webhook (--webhook): give one of the two.');
}

function incidentLines(incidents: readonly OpenIncident[]): string[] {
  if (incidents.length === 0) return ['Nothing is wrong that anybody noted.'];
  return [
    `${counted(incidents.length, 'incident')} open:`,
    ...alignColumns(
      incidents.map(({ key, severity, openedAt, title }) => [
        `  ${key}`,
        severity,
        `since ${inBusinessZone(openedAt)}`,
        title.en,
      ]),
    ),
  ];
}

function recipientLines(recipients: readonly Recipient[], deliveries: readonly DeliveryCount[]): string[] {
  if (recipients.length === 0) return ['Nobody is told. Add somebody with: oblys alerts add --mail ADDRESS'];
  return [
    `${counted(recipients.length, 'recipient')}:`,
    ...alignColumns(
      recipients.map((recipient) => [
        `  ${recipient.id}`,
        recipient.address,
        recipient.locale.toLowerCase(),
        recipient.areaCode ?? 'all areas',
        wishes(recipient),
        describeDeliveries(deliveries.filter(({ recipientId }) => recipientId === recipient.id)),
      ]),
    ),
  ];
}

function describe(recipient: Recipient): string {
  const area = recipient.areaCode === null ? 'all areas' : recipient.areaCode;
  return `${recipient.address} is told ${wishes(recipient)} of ${area}, in ${recipient.locale.toLowerCase()}`;
}

function wishes({ wantsAlerts, wantsDigest }: Recipient): string {
  return [wantsAlerts ? 'alerts' : '', wantsDigest ? 'the weekly digest' : '']
    .filter((wish) => wish !== '')
    .join(' and ');
}

const stateWords = { SENT: 'sent', WAITING: 'waiting', GIVEN_UP: 'given up' } as const;

function describeDeliveries(counts: readonly DeliveryCount[]): string {
  if (counts.length === 0) return 'told nothing yet';
  return counts
    .map(({ state, count, lastError, nextAttemptAt }) => {
      const next = nextAttemptAt === null ? '' : ` Next at ${inBusinessZone(nextAttemptAt)}.`;
      const reason = lastError === null ? '' : ` (${lastError}${next})`;
      return `${formatCount(count)} ${stateWords[state]}${reason}`;
    })
    .join('; ');
}
