import { type CallSignKind, figureMeanings } from '@app/contracts';
import { formatNumber } from '../../../shared/format';

/** Texts of who to call now. */
export const callsTexts = {
  title: 'Who to call now',
  lead: 'Prospects in the order in which to call them, each with the reason.',
  meaning: figureMeanings.callScore,
  all: 'All of them',
  csv: 'Download as CSV',
  back: 'Figures',
  none: 'Nobody yet',
  noneText:
    'As soon as somebody watches, clicks or replies, they stand here with the reason. What was more than two weeks ago has cooled down.',
  noneFiltered: 'Nobody here',
  noneFilteredText: 'Nobody of this selection has shown a sign lately.',
  clear: 'Show everybody',
  score: (score: number) => formatNumber(Math.round(score)),
  why: (name: string, score: string) => `Score of ${name}: ${score}. Show what it is made of`,
  points: 'points now',
  filters: { member: 'Member', team: 'Team', campaign: 'Campaign', any: 'any' },
  signs: {
    viewed: 'Watched',
    rewatched: 'Watched again',
    replayed: 'Played it more than once',
    'late-return': 'Came back after more than a week',
    'second-person': 'Likely forwarded: somebody new watched',
    click: 'Pressed a button',
    reaction: 'Reacted',
    reply: 'Replied',
    question: 'Asked a question',
  } satisfies Record<CallSignKind, string>,
} as const;
