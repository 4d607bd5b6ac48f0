import type { MailConfig } from '@app/config';
import type { MailComposerOptions } from 'nodemailer/lib/mail-composer';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { type SendOutcome, plainAnswer } from '../send-outcome.js';

/** A mail to one person. Names may hold anything: what would end a header is taken out. */
export interface OutgoingMail {
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly replyTo?: string | undefined;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Address that ends mails of this kind (RFC 8058). */
  readonly unsubscribeUrl: string;
}

/** Longest time for a whole mail, ms; well below the time after which a claim is taken for lost. */
const patienceMs = 60_000;
const silenceMs = 20_000;

/** Sends mails over SMTP (RFC 5321), each over its own connection, and knows of each whether it was taken. */
export class SmtpMailer {
  constructor(
    private readonly config: MailConfig,
    private readonly mostMs = patienceMs,
  ) {}

  /** Offers a mail to the server. Never throws for what the server or the network does. */
  async send(mail: OutgoingMail): Promise<SendOutcome> {
    const { Composer, Connection } = await loadClient();
    const message = new Composer(this.optionsOf(mail)).compile();
    const { from, to } = message.getEnvelope();
    const body = new WatchedBody(await message.build());
    const connection = new Connection(this.connectionOptions());
    const broken = brokenOff(connection);
    const late = setTimeout(() => connection.close(), this.mostMs);
    try {
      await Promise.race([broken, this.talk(connection, { from, to }, body)]);
      return { result: 'sent' };
    } catch (error) {
      return outcomeOf(error as SmtpError, body.isBegun);
    } finally {
      clearTimeout(late);
      connection.close();
    }
  }

  private async talk(
    connection: SMTPConnection,
    envelope: { from: string | false; to: string[] },
    body: Readable,
  ): Promise<void> {
    await promisify(connection.connect.bind(connection))();
    const { user, password: pass } = this.config;
    if (user !== undefined) await promisify(connection.login.bind(connection))({ user, pass });
    await promisify(connection.send.bind(connection))(envelope, body);
    connection.quit();
  }

  private connectionOptions() {
    const { host, port, isSecure, user } = this.config;
    return {
      host,
      port,
      secure: isSecure,
      // A password goes over the network only where nobody can read it.
      requireTLS: user !== undefined && !isSecure && !isLoopback(host),
      connectionTimeout: silenceMs,
      greetingTimeout: silenceMs,
      socketTimeout: silenceMs,
    };
  }

  private optionsOf({ unsubscribeUrl, subject, to, ...mail }: OutgoingMail): MailComposerOptions {
    return {
      ...mail,
      from: this.config.from,
      to: { name: oneLine(to.name), address: to.address },
      subject: oneLine(subject),
      headers: {
        'List-Unsubscribe': `<${unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'Auto-Submitted': 'auto-generated',
      },
      // What is in a mail is what was put in: no file and no address is read for it.
      disableFileAccess: true,
      disableUrlAccess: true,
    };
  }
}

/** The client comes with the first mail: a worker that sends none does not carry it. */
async function loadClient() {
  const [composer, connection] = await Promise.all([
    import('nodemailer/lib/mail-composer'),
    import('nodemailer/lib/smtp-connection'),
  ]);
  return { Composer: composer.default, Connection: connection.default };
}

/** Text that stays on one line of a header, whatever it holds. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** Tells whether anybody began to read: the client reads only after the server has said that it takes the mail (354). */
class WatchedBody extends Readable {
  isBegun = false;

  constructor(private readonly bytes: Buffer) {
    super();
  }

  override _read(): void {
    this.isBegun = true;
    this.push(this.bytes);
    this.push(null);
  }
}

/** Rejects with the first trouble of a connection, also when it is closed, by either side, before all was said. */
function brokenOff(connection: SMTPConnection): Promise<never> {
  return new Promise((_, reject) => {
    connection.on('error', reject);
    connection.on('end', () => reject(new Error('The connection was closed.')));
  });
}

type SmtpError = Error & {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
};

/** RFC 5321, 4.2.1: 4yz may pass, 5yz will not. Without an answer it counts whether the body was on its way. */
function outcomeOf({ code, responseCode, response, message }: SmtpError, isBodyBegun: boolean): SendOutcome {
  const answer = plainAnswer(response ?? message);
  if (code === 'EAUTH') return { result: 'refused', isTemporary: false, code: 'mail-login', answer };
  if (responseCode !== undefined && responseCode >= 400)
    return responseCode < 500
      ? { result: 'refused', isTemporary: true, code: 'mail-busy', answer }
      : { result: 'refused', isTemporary: false, code: 'mail-refused', answer };
  if (isBodyBegun) return { result: 'unknown', code: 'connection-lost', answer };
  return { result: 'refused', isTemporary: true, code: 'mail-unreachable', answer };
}
