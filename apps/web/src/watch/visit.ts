import type { OpenedVisit, OpenVisit } from '@app/contracts';
import type { PageFacts } from './page-facts.js';

/** How long the page must have been visible before a visit opens, milliseconds (4-tracking, "On the page"). */
const visibleForMs = 1000;
/** After this much idle time the next sign of life is a new visit, milliseconds. */
const idleMs = 30 * 60 * 1000;

/** Document being rendered ahead of time; not in TypeScript's DOM library yet. */
type PrerenderableDocument = Document & { prerendering?: boolean };

/** The visit of this page view: opened once the page is really being looked at, and again after a long pause. */
export class Visit {
  /** Undefined until the server has opened the visit. */
  opened?: OpenedVisit;
  private opening?: Promise<OpenedVisit>;
  private aliveAt = performance.now();
  /** What the viewer answered to the privacy question, if anything. */
  consent?: 'accepted' | 'declined';

  constructor(private readonly facts: PageFacts) {}

  /** A sign of life: opens the visit when there is none, or when the last sign of life is too long ago. */
  touch(): Promise<OpenedVisit> {
    const now = performance.now();
    if (!this.opening || now - this.aliveAt > idleMs) {
      this.opened = undefined;
      this.opening = this.open().then((opened) => (this.opened = opened));
    }
    this.aliveAt = now;
    return this.opening;
  }

  /** Tells the server something about this visit, such as a click or a reply. @throws Error with the server's message */
  async tell(what: 'clicks' | 'reactions' | 'replies' | 'consent', body: object): Promise<void> {
    const { id, token } = await this.touch();
    const reply = await fetch(`/api/v1/visits/${id}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, ...body }),
      keepalive: true,
    });
    if (!reply.ok) throw new Error(((await reply.json()) as { message: string }).message);
  }

  private async open(): Promise<OpenedVisit> {
    await untilVisible();
    for (let waitMs = 1000; ; waitMs = Math.min(waitMs * 2, 60_000)) {
      const opened = await this.ask().catch(() => undefined);
      if (opened) return opened;
      await sleep(waitMs);
    }
  }

  /** Undefined when it is worth asking again. */
  private async ask(): Promise<OpenedVisit | undefined> {
    const body: OpenVisit = {
      slug: this.facts.slug,
      page: {
        isVisible: document.visibilityState === 'visible',
        isPrerendering: (document as PrerenderableDocument).prerendering ?? false,
        isWebdriver: navigator.webdriver,
        referrer: document.referrer.slice(0, 2000),
        isPreview: this.facts.isPreview,
        consent: this.consent,
        unlock: new URLSearchParams(location.search).get('unlock') ?? undefined,
        edition: this.facts.edition,
      },
    };
    const reply = await fetch('/api/v1/visits', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (reply.ok) return (await reply.json()) as OpenedVisit;
    // The link is gone: nothing will be tracked, and nothing is asked again.
    if (reply.status === 404 || reply.status === 410) return new Promise(() => undefined);
    return undefined;
  }
}

const isSeen = () =>
  document.visibilityState === 'visible' && !(document as PrerenderableDocument).prerendering;

/** Resolves when the document has been visible, and not prerendering, for a whole second. */
async function untilVisible(): Promise<void> {
  for (let seenSince: number | undefined; ; await sleep(100)) {
    if (!isSeen()) seenSince = undefined;
    else if (seenSince === undefined) seenSince = performance.now();
    else if (performance.now() - seenSince >= visibleForMs) return;
  }
}

/** Waits so many milliseconds. */
export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
