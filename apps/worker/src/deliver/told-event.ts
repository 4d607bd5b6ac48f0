import { type EventKind, idSchema, notificationKindOf } from '@app/contracts';
import type { EventSubject, UntoldEvent } from '@app/database';
import { z } from 'zod';

const payloadSchema = z.object({
  visitId: idSchema,
  linkId: idSchema,
  videoId: idSchema,
  memberId: idSchema.nullable(),
  actionId: idSchema.optional(),
  milestone: z.number().optional(),
});

/** An event as deliveries are made from it. */
export interface ToldEvent {
  readonly kind: EventKind;
  /** Names what happened, not its row: told a second time it is the same (4-tracking, "at most once each per visit"). */
  readonly eventKey: string;
  readonly visitId: string;
  /** Whose link it is about: nobody else is told by a way that leaves the server. */
  readonly memberId: string;
  readonly subject: EventSubject;
}

/** Reads an event; null when nobody is to be told of it. */
export function readToldEvent({ topic, payload }: Pick<UntoldEvent, 'topic' | 'payload'>): ToldEvent | null {
  const parsed = payloadSchema.safeParse(payload);
  if (!parsed.success) return null;
  const { visitId, linkId, videoId, memberId, actionId, milestone } = parsed.data;
  const kind = notificationKindOf(topic, milestone);
  if (kind === null || memberId === null) return null;
  const what = milestone === undefined ? topic : `${topic} ${milestone}`;
  return { kind, eventKey: `${what} ${visitId}`, visitId, memberId, subject: { linkId, videoId, actionId } };
}
