/**
 * What each figure counts, and what it leaves out: one sentence or two, in the words of the rule of what counts as a view.
 * The screens show them beside the numbers and the API's documentation beside the fields, so that both say the same.
 */
export const figureMeanings = {
  sent: 'Links that were marked as sent, or that a person opened without that: what somebody opens has reached somebody.',
  opened:
    'Links that a person opened: the page was really visible for at least a second. Fetches by mail scanners, bots and previews, and opens by colleagues, are listed in the ledger, not counted.',
  viewed:
    'Links with at least one view: a person started playing, or heard it, and watched at least 3 seconds (or half of a shorter video), unless the workspace has set other limits. Muted autoplay counts only after 10 seconds and a sign of a person.',
  half: 'Links of which a view covered at least half of the video. Watching a moment again does not count twice.',
  clicked:
    'Links on which a person pressed a call to action; blank where no page has anything to click. Scanners that follow every link on a page are not counted.',
  replied: 'Links on which a person left a reply. Reactions are not replies.',
  booked: 'Links that led to a booked time. Counted only where a calendar tells us about bookings.',
  views:
    'Views by people, once per visit; a new visit begins after 30 minutes. Opening without watching, and everything by bots, mail scanners, colleagues and suspects, is left out.',
  opens: 'Visits by people, watched or not. Bots, mail scanners, colleagues and suspects are left out.',
  excluded:
    'Visits and fetches that were recognised as those of bots, mail scanners, colleagues or suspects. They are kept with their reasons, and counted nowhere else.',
  averageWatchedShare:
    'Mean share of the video over all views: the union of what was played, so that watching a moment again does not count twice.',
  retentionCurve:
    'Share of the views that saw at least half of this piece of the video, of those whose version had it. Watching it again does not count twice.',
  retentionHeat: 'How often this piece was played in all, watching again included; as far back as 30 days.',
  callScore:
    'A score of what people did: a question, a reply or a click, watching again, coming back after a week, a second person on the link. Each sign is worth half after three days. Visits by bots, mail scanners, colleagues and suspects count for nothing, and so does a page that was opened but not watched.',
} as const;

/** A figure that has a meaning. */
export type FigureName = keyof typeof figureMeanings;
