import type { Link, Visit } from '@app/contracts';
import type { BrowserContext } from 'playwright-core';

/** What a signed-in person's own session reads of the API, beside what the screens show. */
export class MemberDesk {
  /** @param url of the product, without a trailing slash */
  constructor(
    private readonly context: BrowserContext,
    private readonly url: string,
  ) {}

  /** The JSON of a GET below `/api/v1`. @throws Error with what was answered instead */
  async ask<Body>(path: string): Promise<Body> {
    const reply = await this.context.request.get(`${this.url}/api/v1${path}`);
    if (!reply.ok()) throw new Error(`${path} answered ${reply.status()}: ${await reply.text()}`);
    return (await reply.json()) as Body;
  }

  async ledgerOf({ id }: Link): Promise<Visit[]> {
    return (await this.ask<{ items: Visit[] }>(`/links/${id}/visits`)).items;
  }

  async linksOfVideo({ id }: { id: string }): Promise<Link[]> {
    return (await this.ask<{ items: Link[] }>(`/links?videoId=${id}`)).items;
  }

  /** The link of the video that was made for somebody. @throws Error when there is none */
  async personalLink(video: { id: string }, firstName: string): Promise<Link> {
    const found = (await this.linksOfVideo(video)).find((link) => link.prospect?.firstName === firstName);
    if (!found) throw new Error(`${firstName} has no link.`);
    return found;
  }

  /** A CSV file below `/api/v1`, as text. @throws Error when it is another kind of file */
  async downloaded(path: string): Promise<string> {
    const reply = await this.context.request.get(`${this.url}/api/v1${path}`);
    const contentType = reply.headers()['content-type'] ?? '';
    if (!contentType.startsWith('text/csv')) throw new Error(`${path} is ${contentType}, not CSV.`);
    return reply.text();
  }
}
