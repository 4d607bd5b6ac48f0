import { formatCount } from '../format';

/** Texts of links wherever they are listed. */
export const linksTexts = {
  anyone: 'Anyone with the link',
  anyoneHint: 'Opens without a name; make a personal link to know who watched.',
  views: (count: number) => formatCount(count, 'view', 'views'),
  noViews: 'not viewed yet',
  best: 'Best watched',
  sentAt: 'sent',
  notSent: 'not marked',
  revoked: 'revoked',
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
  paused: 'paused',
  expired: 'ended',
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
  showVisits: (who: string) => `Visits on the link of ${who}`,
} as const;
