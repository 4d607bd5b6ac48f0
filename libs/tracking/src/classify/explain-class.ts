import type { ClassReason } from './class-steps.js';
import type { TrackingClass } from './visit-facts.js';

const said: Readonly<Record<string, (value: number) => string>> = {
  'empty-agent': () => 'it named no browser',
  isbot: () => 'it names itself as a program',
  webdriver: () => 'the browser is driven by a program',
  honeypot: () => 'it followed a link that people cannot see',
  'many-links': (count) => `its network opened ${count} links within 10 s`,
  'soon-after-sending': (ms) => `${Math.round(ms / 1000)} s after sending`,
  member: () => 'a signed-in member',
  preview: () => 'a preview',
  'sender-mark': () => 'the sender’s own browser',
  'marked-internal': () => 'a member said “that was me”',
  'no-client-hints': () => 'the browser is not what it says',
  'old-browser': (years) => `a browser more than ${years} years old`,
  'data-centre': () => 'it came from a data centre',
  'no-input': () => 'nobody moved, touched or typed',
};

const who: Readonly<Record<Exclude<TrackingClass, 'human'>, string>> = {
  bot: 'Fetched by a program',
  prefetch: 'Fetched ahead by a browser or mail client',
  automation: 'Opened by an automated browser',
  scanner: 'Fetched by a mail scanner',
  internal: 'Opened by the sender’s side',
  suspect: 'Probably not a person',
};

/** One sentence for people: what it was, why, and that it was not counted. For a person: `Opened by a person`. */
export function explainClass(trackingClass: TrackingClass, reasons: readonly ClassReason[]): string {
  if (trackingClass === 'human') return 'Opened by a person';
  const because = reasons.filter(({ step }) => step === trackingClass).map(sayReason);
  return `${who[trackingClass]}${because.length > 0 ? ` (${because.join(', ')})` : ''}, not counted`;
}

/** The same of a visit, which is more than opened when it is a view. */
export const explainVisit = (
  trackingClass: TrackingClass,
  reasons: readonly ClassReason[],
  isView: boolean,
): string => (isView ? 'Watched by a person' : explainClass(trackingClass, reasons));

function sayReason({ code, value }: ClassReason): string {
  const [kind = '', detail] = code.split(':');
  if (kind === 'listed') return `known as ${detail}`;
  if (kind === 'purpose') return `it says ${detail}`;
  return said[kind]?.(value ?? 0) ?? code;
}
