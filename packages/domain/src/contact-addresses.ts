import { InvalidInputError } from './errors.js';

/** Who a mail comes from, as its reader sees it. */
export interface MailSender {
  /** Empty where none is given. */
  readonly name: string;
  readonly address: string;
}

/**
 * The same address of one mailbox, without a name: nothing in it can be read as a second address or a second header.
 * @throws {InvalidInputError} otherwise, naming what was given
 */
export function parseMailAddress(text: string): string {
  const [local = '', domain = '', ...more] = text.split('@');
  const isAddress = more.length === 0 && localPart.test(local) && domainName.test(domain) && text.length <= 254;
  if (isAddress) return text;
  throw new InvalidInputError(
    `${JSON.stringify(text)} is no mail address: one mailbox is written such as aigul@example.kz, without a name.`,
  );
}

/** Quoted local parts are real, and used by nobody who wants mail. */
const localPart = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const domainName = /^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u;

/**
 * A sender written as `Oblys <oblys@example.kz>`, or as the address alone.
 * @throws {InvalidInputError} otherwise, naming what was given
 */
export function parseMailSender(text: string): MailSender {
  const named = /^([^<>"@,;:\p{Cc}]+)<([^<>]+)>$/u.exec(text);
  return named === null
    ? { name: '', address: parseMailAddress(text) }
    : { name: named[1]!.trim(), address: parseMailAddress(named[2]!) };
}

/**
 * The address of a webhook, as it will be called.
 * @throws {InvalidInputError} when it is none, naming what was given without a password
 */
export function parseWebhookUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new InvalidInputError(
      `${JSON.stringify(text)} is no webhook: its address is written such as https://example.kz/hooks/oblys.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new InvalidInputError(
      `The webhook at ${url.host} has a name and password in its address, which would be sent and logged in the open; ` +
        'its receiver can check the signature instead.',
    );
  }
  url.hash = '';
  return url.href;
}
