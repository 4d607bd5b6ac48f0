import { z } from 'zod';
import { millisecondsSchema } from './primitives.js';

/** What the button does: opens an address, a booking page, a mail or a phone call. */
export const callToActionKindSchema = z.enum(['url', 'booking', 'email', 'phone']);
export type CallToActionKind = z.infer<typeof callToActionKindSchema>;

const isWebAddress = (target: string) => /^https?:\/\/[^\s]+$/i.test(target);
const isMailAddress = (target: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(target);
const isPhoneNumber = (target: string) => /^\+?[\d\s().-]{4,30}$/.test(target);
const isTarget: Record<CallToActionKind, (target: string) => boolean> = {
  url: isWebAddress,
  booking: isWebAddress,
  email: isMailAddress,
  phone: isPhoneNumber,
};

/** A button on the page. `target` is an http(s) address, a mail address or a phone number, as `kind` says. */
export const callToActionSchema = z
  .object({
    kind: callToActionKindSchema,
    label: z.string().trim().min(1).max(80),
    target: z.string().trim().min(1).max(2000),
    showAtMs: millisecondsSchema.nullish(),
  })
  .refine((action) => isTarget[action.kind](action.target), {
    path: ['target'],
    message: 'The target does not fit its kind: use an http(s) address, a mail address or a phone number',
  })
  .meta({ id: 'CallToAction' });
export type CallToAction = z.infer<typeof callToActionSchema>;

/** Look of a page; the accent colour is `#rrggbb`. */
export const pageThemeSchema = z.object({
  accentColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .nullish(),
});

/**
 * What a link shows around the video. Texts take merge tags such as `{{firstName|there}}`, bound when the page is opened.
 */
export const pageSchema = z
  .object({
    headline: z.string().trim().max(200).nullish(),
    message: z.string().trim().max(4000).nullish(),
    callsToAction: z.array(callToActionSchema).max(5).default([]),
    thumbnailText: z.string().trim().max(80).nullish(),
    theme: pageThemeSchema.nullish(),
  })
  .meta({ id: 'Page' });
export type Page = z.infer<typeof pageSchema>;
