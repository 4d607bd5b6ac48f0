import type { Reach } from '@app/database';
import type { ServerResponse } from 'node:http';
import type { Caller } from '../http/caller.js';
import type { ToldEvent } from './told-event.js';

/** A reader that falls this far behind is let go, bytes: it comes back and asks for what it missed. A whole gap fits. */
const mostUnreadBytes = 16 * 1024 * 1024;

/** One open stream: what its member may hear, in the order of telling, each event once. */
export class StreamClient {
  /** Events that came while the gap was being read; undefined from then on. */
  private held: ToldEvent[] | undefined = [];
  /** Events of the gap: they may have been committed, and read, before everybody is told of them. */
  private replayed = new Set<number>();

  /** @param response hijacked, its head not yet written */
  constructor(
    private readonly response: ServerResponse,
    public caller: Caller,
    public reach: Reach,
  ) {}

  /** Writes the head and what was missed; then, and from then on, what is new. */
  begin(headers: Record<string, string>, missed: readonly ToldEvent[]): void {
    this.response.writeHead(200, headers);
    this.write('retry: 2000\n\n');
    for (const { frame } of missed) this.write(frame);
    this.replayed = new Set(missed.map(({ seq }) => seq));
    const held = this.held ?? [];
    this.held = undefined;
    for (const event of held) this.hear(event);
  }

  /** Passes an event on, if it concerns this member. */
  hear(event: ToldEvent): void {
    if (this.held) this.held.push(event);
    else if (!this.replayed.has(event.seq) && this.concerns(event)) this.write(event.frame);
  }

  /** Keeps proxies from taking the silence for an end. */
  beat(): void {
    if (!this.held) this.write(': heartbeat\n\n');
  }

  close(): void {
    this.response.end();
  }

  private concerns({ workspaceId, memberId }: ToldEvent): boolean {
    if (workspaceId !== this.caller.workspaceId) return false;
    return this.reach === 'all' || (memberId !== null && this.reach.includes(memberId));
  }

  private write(text: string): void {
    if (this.response.writableEnded || this.response.destroyed) return;
    this.response.write(text);
    if (this.response.writableLength > mostUnreadBytes) this.response.destroy();
  }
}
