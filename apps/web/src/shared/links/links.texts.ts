import type { LinkState } from '@app/contracts';
import { formatCount } from '../format';

/** Why a link does not open. */
const linkStateTexts = { paused: 'paused', expired: 'ended', revoked: 'revoked' } as const;

/** Texts of links wherever they are listed. */
export const linksTexts = {
  anyone: 'Anyone with the link',
  anyoneHint: 'Opens without a name; make a personal link to know who watched.',
  views: (count: number) => formatCount(count, 'view', 'views'),
  noViews: 'not viewed yet',
  best: 'Best watched',
  sentAt: 'sent',
  notSent: 'not marked',
  ...linkStateTexts,
  copyLink: 'Copy link',
  copyForMail: 'Copy for mail',
  mailPicture: (who: string) => `Animated preview: ${who}`,
  mailPictureHint: 'This picture goes into the mail and leads to the video.',
  markSent: 'Mark as sent',
  preview: (who: string) => `As ${who} sees it`,
  previewAnyone: 'Open as a visitor',
  editPage: 'Edit the page',
  editPageLead:
    'Personal pages are bound when they are opened, so a change shows at once, also on links already sent.',
  access: {
    title: 'Who may open this link',
    menu: 'Password and end',
    askPassword: 'Ask for a password',
    password: 'Password',
    passwordHint:
      'At least four characters. Tell it to the viewer yourself; members of the workspace need none.',
    passwordWrong: 'Give at least four characters, and no more than 200.',
    passwordStays: 'Leave it blank to keep the password there is.',
    until: 'Works until',
    untilHint: 'In your time zone. Blank: no end. The link can be given more time whenever you like.',
  },
  revoke: 'Revoke',
  revokeTitle: 'Revoke this link?',
  revokeText: (who: string) =>
    `The link of ${who} stops working within seconds. Its visits and figures stay. This cannot be undone.`,
  actionsOf: (who: string) => `More actions for the link of ${who}`,
  showVisits: (who: string, state: LinkState) =>
    `Visits on the link of ${who}${state === 'live' ? '' : ` (${linkStateTexts[state]})`}`,
} as const;
