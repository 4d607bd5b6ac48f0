/** Texts of the notification settings; every switch has a sentence of what it does. */
export const notificationsTexts = {
  title: 'Notifications',
  lead: 'What you are told when people watch your links. Mail scanners, previews and your own clicks never notify, and nothing is told twice.',
  what: 'What happened',
  channels: { inApp: 'In the app', mail: 'Mail', push: 'Browser' },
  mailTo: (address: string) => `Mail goes to ${address}. Every mail has a link that ends its kind.`,
  mailOff:
    'No mail is sent from here yet: whoever runs this server has not set up a mail server (SMTP_URL). What you choose is kept until then.',
  browsers: {
    title: 'Browsers',
    lead: 'They show notifications though Outreel is not open, until you sign out there.',
    start: 'Show them in this browser',
    thisOne: 'this one',
    since: 'since',
    remove: 'Remove',
    removeOf: (label: string) => `Remove ${label}`,
    noService:
      'The browser did not reach its push service. Check its settings for notifications and its connection, then try again.',
    obstacles: {
      unsupported:
        'This browser cannot show notifications of this page: it knows none, or the page was not opened over https.',
      denied:
        'This browser was told to show no notifications of this page. Allow them in the settings of the page, then load it again.',
    },
  },
  troubles: 'What did not arrive',
  troublesLead: 'Of the last 30 days. Nothing is sent a second time unless it was certainly not taken.',
  answered: (answer: string) => `The other side said: ${answer}`,
  switchOf: (kind: string, channel: string) => `${kind}: ${channel}`,
  kinds: {
    view: { label: 'Somebody is watching', lead: 'As soon as their playing counts as a view.' },
    half: { label: 'Half watched', lead: 'When a person has seen half of the video.' },
    completed: { label: 'Watched to the end', lead: 'When a person has seen 90% of it.' },
    click: { label: 'Clicks', lead: 'When a person presses a call to action.' },
    reply: { label: 'Replies and reactions', lead: 'What people write or send you from the page.' },
    booking: { label: 'Bookings', lead: 'When a person books a time.' },
    weekly: {
      label: 'Weekly summary',
      lead: 'On Monday morning: the past week against the one before. None when nothing happened.',
    },
  },
} as const;
