/** Texts of the ledger of visits. */
export const visitsTexts = {
  title: 'Visits',
  csv: 'Download as CSV',
  empty:
    'Nobody has opened this link yet. Every visit will be listed here with its class and the reason it counts or not.',
  view: 'View',
  opened: 'Opened',
  classes: {
    bot: 'Bot',
    prefetch: 'Prefetch',
    automation: 'Automation',
    scanner: 'Mail scanner',
    internal: 'Internal',
    suspect: 'Suspect',
    human: 'Person',
  },
  notCounted: 'not counted',
  likelyForwarded: 'likely forwarded',
  thatWasMe: 'That was me',
  thatWasMeHint: 'Moves this visit to “internal”, so that it counts nowhere.',
  watched: (share: string) => `${share} watched`,
  actions: {
    click: (label: string) => `clicked “${label}”`,
    reply: (text: string) => `replied: ${text}`,
    reaction: (text: string) => `reacted with ${text}`,
    at: (moment: string) => `at ${moment}`,
  },
} as const;
