import { z } from 'zod';

/**
 * One stretch of playing: media milliseconds `from`–`to` at `rate`, muted or not, `elapsed` milliseconds on the page's clock.
 * Numbers are only checked for being numbers: a malformed span is a counted drop (`bad_span`), not a refused request.
 */
export const spanSchema = z.object({
  from: z.number(),
  to: z.number(),
  rate: z.number().default(1),
  muted: z.boolean().default(false),
  elapsed: z.number(),
});
export type Span = z.infer<typeof spanSchema>;

export const beaconEventTypeSchema = z.enum(['played', 'paused', 'seeked', 'ended', 'input']);
export type BeaconEventType = z.infer<typeof beaconEventTypeSchema>;

export const beaconEventSchema = z.object({
  type: beaconEventTypeSchema,
  isTrusted: z.boolean().default(false),
  at: z.number().nullish(),
});
export type BeaconEvent = z.infer<typeof beaconEventSchema>;

/** Body of `POST /beacons`: ≤ 16 KiB, ≤ 64 spans. The pair of visit and `seq` is a key, so a repeat changes nothing. */
export const beaconSchema = z.object({
  token: z.string().max(1000),
  seq: z.number().int().min(0).max(2_147_483_647),
  spans: z.array(spanSchema).max(64).default([]),
  events: z.array(beaconEventSchema).max(256).default([]),
});
export type Beacon = z.infer<typeof beaconSchema>;
