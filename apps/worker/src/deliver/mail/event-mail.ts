import type { EventWords } from '../event-words.js';
import type { MailDocument } from './mail-document.js';

/** Where the links of a mail lead. */
export interface MailAddresses {
  /** Of this installation, without a slash at the end. */
  readonly publicUrl: string;
  readonly unsubscribeUrl: string;
}

/** The mail about one event. */
export function eventMail({ title, quotation, path }: EventWords, addresses: MailAddresses): MailDocument {
  return {
    subject: title,
    heading: title,
    paragraphs: [],
    quotation,
    action: {
      label: quotation === undefined ? 'See the whole visit' : 'Answer',
      url: addresses.publicUrl + path,
    },
    footer: {
      why: 'Mails of this kind are switched on in your settings. Mail scanners and your own visits never notify.',
      unsubscribeUrl: addresses.unsubscribeUrl,
      settingsUrl: `${addresses.publicUrl}/settings?section=notifications`,
    },
  };
}
