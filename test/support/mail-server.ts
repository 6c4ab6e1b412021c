import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came over the line. */
  readonly raw: string;
  readonly mail: Email;
}

/** A real mail server on a free port of the loopback address, which keeps what it takes. */
export interface TestMailServer {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** Mails of whichever sender are turned away with this until it is null again. */
  refusal: string | null;
  close(): Promise<void>;
}

export async function startMailServer({ user = 'oblys', password = 'п@роль' } = {}): Promise<TestMailServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authMethods: ['PLAIN'],
    allowInsecureAuth: true,
    onAuth: (given, _session, done) =>
      given.username === user && given.password === password
        ? done(null, { user })
        : done(new Error('Wrong name or password')),
    onMailFrom: (_address, _session, done) =>
      started.refusal === null ? done() : done(Object.assign(new Error(started.refusal), { responseCode: 451 })),
    onData: (stream, { envelope }, done) => {
      void text(stream).then(async (raw) => {
        const mail = await PostalMime.parse(raw);
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        received.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw, mail });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const started: TestMailServer = {
    url: `smtp://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    received,
    refusal: null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return started;
}
