import type { Config, MailConfig } from '@app/config';
import {
  type ClaimedDelivery,
  type Member,
  MemberRepository,
  SecretRepository,
  signUnsubscribe,
  unsubscribePurpose,
} from '@app/database';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../adapters/tokens.js';
import type { Deliverer, Prepared } from '../deliverer.js';
import { EventNews } from '../event-news.service.js';
import { WeeklySummary } from '../weekly/weekly-summary.service.js';
import { type MailAddresses, eventMail } from './event-mail.js';
import { type MailDocument, renderHtml, renderText } from './mail-document.js';
import { SmtpMailer } from './smtp-mailer.js';

/** What a mail says and whom it answers, or why there is none. */
type Written =
  | { readonly document: MailDocument; readonly answerTo?: string | undefined }
  | { readonly drop: string };

/** Deliveries by mail. */
@Injectable()
export class MailDeliverer implements Deliverer {
  readonly channel = 'mail';
  private readonly mailer: SmtpMailer | undefined;

  constructor(
    private readonly news: EventNews,
    private readonly weekly: WeeklySummary,
    private readonly members: MemberRepository,
    private readonly secrets: SecretRepository,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
  ) {
    this.mailer = config.mail && new SmtpMailer(config.mail);
  }

  get isAvailable(): boolean {
    return this.mailer !== undefined;
  }

  async prepare(delivery: ClaimedDelivery): Promise<Prepared> {
    const { mail } = this.config;
    const member = await this.members.findInWorkspace(delivery.memberId, delivery.workspaceId);
    if (!mail || !this.mailer || !member?.isActive) return { drop: 'no-member' };
    const unsubscribeUrl = await this.unsubscribeUrlOf(delivery, mail);
    const written = await this.write(delivery, member, { publicUrl: mail.publicUrl, unsubscribeUrl });
    if ('drop' in written) return written;
    const outgoing = outgoingOf(written.document, delivery, member, mail);
    return { send: () => this.mailer!.send({ ...outgoing, replyTo: written.answerTo }) };
  }

  private async write(delivery: ClaimedDelivery, member: Member, addresses: MailAddresses): Promise<Written> {
    if (delivery.kind === 'weekly') return this.weekly.write(delivery, member, addresses);
    const news = await this.news.of(delivery);
    if ('drop' in news) return news;
    return { document: eventMail(news.words, addresses), answerTo: news.answerTo };
  }

  private async unsubscribeUrlOf({ memberId, kind }: ClaimedDelivery, { publicUrl }: MailConfig) {
    const [key] = await this.secrets.keysOf(unsubscribePurpose);
    return `${publicUrl}/unsubscribe/${signUnsubscribe({ memberId, kind }, key)}`;
  }
}

/** The same delivery always has the same Message-ID (RFC 5322, 3.6.4), so that a mailbox knows a repetition. */
function outgoingOf(
  document: MailDocument,
  { id }: ClaimedDelivery,
  { name, email }: Member,
  { publicUrl }: MailConfig,
) {
  return {
    messageId: `<${id}@${new URL(publicUrl).hostname}>`,
    to: { name, address: email },
    subject: document.subject,
    text: renderText(document),
    html: renderHtml(document),
    unsubscribeUrl: document.footer.unsubscribeUrl,
  };
}
