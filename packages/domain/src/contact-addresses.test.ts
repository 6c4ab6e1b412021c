import { describe, expect, it } from '@jest/globals';
import { parseMailAddress, parseMailSender, parseWebhookUrl } from './contact-addresses.js';
import { InvalidInputError } from './errors.js';

describe('parseMailAddress', () => {
  it.each(['a@b.kz', 'aigul.serik+alerts@mail.example.kz', 'айгүл@облыс.қаз'])('takes %s', (text) =>
    expect(parseMailAddress(text)).toBe(text),
  );

  it.each([
    '',
    'aigul',
    'aigul@',
    '@example.kz',
    'aigul@localhost',
    'aigul@@example.kz',
    'a@b.kz, c@d.kz',
    'a@b.kz,c@d.kz',
    'Aigul <a@b.kz>',
    '"a"@b.kz',
    'a@b.kz\r\nBcc: c@d.kz',
    'a b@c.kz',
    'a..b@c.kz',
    'a@-b.kz',
    `${'a'.repeat(250)}@b.kz`,
  ])('refuses %j', (text) => {
    expect(() => parseMailAddress(text)).toThrow(InvalidInputError);
    expect(() => parseMailAddress(text)).toThrow(JSON.stringify(text));
  });
});

describe('parseMailSender', () => {
  it('takes an address with a name or without', () => {
    expect(parseMailSender('Oblys <oblys@example.kz>')).toEqual({ name: 'Oblys', address: 'oblys@example.kz' });
    expect(parseMailSender('oblys@example.kz')).toEqual({ name: '', address: 'oblys@example.kz' });
  });

  it.each(['Oblys', 'Oblys <oblys>', 'A, B <a@b.kz>', 'A\r\nBcc: c@d.kz <a@b.kz>', '<a@b.kz> <c@d.kz>'])(
    'refuses %j',
    (text) => expect(() => parseMailSender(text)).toThrow(InvalidInputError),
  );
});

describe('parseWebhookUrl', () => {
  it('takes the address as it will be called', () => {
    expect(parseWebhookUrl('https://Example.kz/hooks?key=1#top')).toBe('https://example.kz/hooks?key=1');
    expect(parseWebhookUrl('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080/');
  });

  it.each(['', 'example.kz/hooks', 'ftp://example.kz', 'file:///etc/passwd', 'javascript:alert(1)'])(
    'refuses %j',
    (text) => expect(() => parseWebhookUrl(text)).toThrow(`${JSON.stringify(text)} is no webhook`),
  );

  it('refuses a password in the address without telling it', () => {
    const refused = () => parseWebhookUrl('https://oblys:hunter2@example.kz/hook');
    expect(refused).toThrow('The webhook at example.kz has a name and password in its address');
    expect(refused).not.toThrow('hunter2');
  });
});
