import { z } from 'zod';
import { idSchema, shareSchema, timeSchema } from './primitives.js';
import { videoStateSchema } from './videos.js';

const who = {
  at: timeSchema,
  visitId: idSchema,
  linkId: idSchema,
  videoId: idSchema,
  videoTitle: z.string(),
  prospectId: idSchema.nullable(),
  prospectName: z.string().nullable(),
};

/** Live events for members, in the past tense; `type` is the SSE event's name and `data` its JSON. */
export const streamEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('visit.started'), data: z.object(who) }),
  z.object({ type: z.literal('view.counted'), data: z.object({ ...who, watchedShare: shareSchema }) }),
  z.object({
    type: z.literal('milestone.reached'),
    data: z.object({
      ...who,
      milestone: z.union([z.literal(25), z.literal(50), z.literal(75), z.literal(90)]),
    }),
  }),
  z.object({ type: z.literal('action.clicked'), data: z.object({ ...who, label: z.string() }) }),
  z.object({ type: z.literal('reply.received'), data: z.object({ ...who, text: z.string() }) }),
  z.object({ type: z.literal('booking.made'), data: z.object(who) }),
  z.object({
    type: z.literal('video.state'),
    data: z.object({
      at: timeSchema,
      videoId: idSchema,
      state: videoStateSchema,
      isPlayable: z.boolean(),
      progress: shareSchema,
    }),
  }),
]);
export type StreamEvent = z.infer<typeof streamEventSchema>;
export type StreamEventType = StreamEvent['type'];
