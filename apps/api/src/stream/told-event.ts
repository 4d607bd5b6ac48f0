import { type StreamEvent, streamEventSchema } from '@app/contracts';
import type { SqlExecutor } from '@app/tracking';
import { type Names, deletedVideoTitle, namesOf } from '../visits/names.query.js';
import type { OutboxEvent } from './outbox-events.query.js';

/** An event ready to be told: whom it concerns, and the bytes that go to every one of them. */
export interface ToldEvent {
  readonly seq: number;
  readonly workspaceId: string;
  /** Whose link or video it is about; null: only admins are told. */
  readonly memberId: string | null;
  /** As `text/event-stream` writes it (HTML Standard, "Server-sent events"). */
  readonly frame: string;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * Adds titles and names to events, once for all who are told. Topics that the contract does not know are left out.
 */
export async function toldEvents(
  database: SqlExecutor,
  events: readonly OutboxEvent[],
): Promise<readonly ToldEvent[]> {
  const told: ToldEvent[] = [];
  for (const workspaceId of new Set(events.map((event) => event.workspaceId))) {
    const group = events.filter((event) => event.workspaceId === workspaceId);
    const payloads = group.map(({ payload }) => payload);
    // Workspaces are few in one batch, and their names must not mix.
    // oxlint-disable-next-line no-await-in-loop
    const names = await namesOf(
      database,
      workspaceId,
      payloads.flatMap(({ videoId }) => textOf(videoId) ?? []),
      payloads.map(({ prospectId }) => textOf(prospectId)),
    );
    told.push(...group.flatMap((event) => tell(event, names) ?? []));
  }
  return told.toSorted((a, b) => a.seq - b.seq);
}

function tell({ seq, topic, workspaceId, payload }: OutboxEvent, names: Names): ToldEvent | null {
  const data = {
    ...payload,
    videoTitle: names.videoTitles.get(String(payload['videoId'])) ?? deletedVideoTitle,
    prospectName: names.prospectNames.get(String(payload['prospectId'])) ?? null,
    text: payload['text'] ?? '',
    label: payload['label'] ?? '',
  };
  // A reaction is a reply of one sign: the inbox shows both.
  const type = topic === 'reaction.received' ? 'reply.received' : topic;
  const parsed = streamEventSchema.safeParse({ type, data });
  if (!parsed.success) return null;
  return { seq, workspaceId, memberId: textOf(payload['memberId']), frame: frameOf(seq, parsed.data) };
}

function frameOf(seq: number, { type, data }: StreamEvent): string {
  return `id: ${seq}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
