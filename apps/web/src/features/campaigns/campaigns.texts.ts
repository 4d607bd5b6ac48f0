import { formatCount } from '../../shared/format';

/** Texts of campaigns. */
export const campaignsTexts = {
  title: 'Campaigns',
  new: 'New campaign',
  emptyTitle: 'One video, many people',
  emptyText:
    'A campaign gives every prospect a personal link to the same video, with a page that speaks to each by name.',
  steps: [
    { title: 'Choose a video', text: 'Record it once.' },
    { title: 'Choose prospects', text: 'Each gets a link of their own.' },
    { title: 'Send the links', text: 'Download them as CSV for your mailer, or copy one by one.' },
  ],
  links: (count: number) => formatCount(count, 'link', 'links'),
  funnel: { links: 'Links', sent: 'Sent', viewed: 'Viewed' },
  form: {
    name: 'Name',
    nameExample: 'Spring visit, Berlin',
    video: 'Video',
    videoPlaceholder: 'Choose a video',
    prospects: 'Prospects',
    prospectsHint: 'You can add more later; those who have a link keep it.',
    selected: (count: number) => formatCount(count, 'prospect chosen', 'prospects chosen'),
    selectAll: 'Choose all shown',
    selectNone: 'Choose none',
    noProspects: 'No prospect found. Add or import prospects first.',
    create: 'Create campaign',
    search: 'Search prospects',
  },
  campaign: {
    back: 'Campaigns',
    csv: 'Download links as CSV',
    video: 'Video',
    figures: 'Figures',
    links: 'Links',
    addProspects: 'Add prospects',
    edit: 'Edit',
    pause: 'Pause',
    goOn: 'Go on',
    until: 'Works until',
    untilHint: 'In your time zone, for all its links. Blank: no end.',
    paused: 'This campaign is paused: none of its links opens. Nothing is lost; go on whenever you like.',
    expired: 'This campaign has ended: none of its links opens. Edit it to give it more time.',
    editTitle: 'Edit campaign',
    editLead:
      'Pages are bound when they are opened, so a change shows at once, also on links already sent. Links with a page of their own keep it.',
    add: 'Add',
    noLinks: 'No links yet. Add prospects, and each gets a personal link.',
    asSeenBy: (who: string) => `As ${who} sees it`,
  },
} as const;
