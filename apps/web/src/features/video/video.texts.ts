import { formatCount, formatShare } from '../../shared/format';

/** Texts of a video's screen. */
export const videoTexts = {
  back: 'Library',
  edit: 'Edit',
  following: (isCut: boolean) =>
    isCut ? 'Your cut is live. Smaller sizes follow.' : 'It plays already. Smaller sizes follow.',
  editTitle: 'Edit the title',
  title: 'Title',
  views: (count: number) => formatCount(count, 'view by people', 'views by people'),
  recordedBy: (name: string) => `by ${name}`,
  delete: 'Delete video',
  deleteTitle: 'Delete this video?',
  deleteText: (title: string) =>
    `“${title}”, its links and its pages stop working at once. Visits and replies are deleted with it. This cannot be undone.`,
  newCampaign: 'New campaign',
  player: {
    play: 'Play',
    pause: 'Pause',
    mute: 'Mute',
    unmute: 'Unmute',
    fullScreen: 'Full screen',
    seek: 'Position in the video',
    notYet: (share: number) => `It plays as soon as it is prepared: ${formatShare(share)}`,
    uploading: (share: number) => `The upload stands at ${formatShare(share)}`,
  },
  attention: {
    title: 'Attention',
    explanation:
      'The curve shows which share of views watched each moment at least once; a moment that was watched twice counts once. The strip below is the heat: how often the moment was played in all, repeats included.',
    summary: (views: number, average: number) =>
      `${formatCount(views, 'view', 'views')}, ${formatShare(average)} watched on average`,
    empty: 'The attention curve is drawn here once someone has watched.',
    leaving: {
      before: 'The curve falls most at ',
      after: (before: string, after: string) => `: ${before} watched before, ${after} after.`,
    },
    cut: (from: string, to: string) => `${from}–${to} is cut out; its figures are those of before`,
    at: (share: number) => `${formatShare(share)} watched here`,
  },
  links: {
    title: 'Links',
    new: 'New link',
    watching: 'watching now',
    columns: { who: 'Who', views: 'Views', best: 'Best watched', sent: 'Sent' },
    empty: 'Make a personal link for each prospect, and you will see here who watched and how much.',
  },
  newLink: {
    title: 'New personal link',
    existing: 'A prospect you have',
    new: 'A new prospect',
    prospect: 'Prospect',
    prospectPlaceholder: 'Search by name, mail or company',
    nothingFound: 'No prospect found. Add one under “A new prospect”.',
    choose: 'Choose a prospect',
    email: 'Mail address',
    firstName: 'First name',
    lastName: 'Last name',
    company: 'Company',
    create: 'Create link',
    created: (who: string) => `The link for ${who} is ready and copied`,
  },
} as const;
