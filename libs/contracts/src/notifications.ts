import { z } from 'zod';
import { idSchema, timeSchema } from './primitives.js';

/** What a visit can tell a member, in the order of the flow. A visit that merely opened tells nothing (4-tracking, "A view"). */
export const eventKindSchema = z.enum(['view', 'half', 'completed', 'click', 'reply', 'booking']);
export type EventKind = z.infer<typeof eventKindSchema>;

/** What a member can be told of; `weekly` is the summary of a week. */
export const notificationKindSchema = z.enum([...eventKindSchema.options, 'weekly']);
export type NotificationKind = z.infer<typeof notificationKindSchema>;

/** Ways to a member: a note in the open app, mail, and a notification of a browser that need not show the app. */
export const notificationChannelSchema = z.enum(['inApp', 'mail', 'push']);
export type NotificationChannel = z.infer<typeof notificationChannelSchema>;

/** Whether the kind comes by this way at all: a summary is a mail and nothing else. */
export const canCome = (kind: NotificationKind, channel: NotificationChannel): boolean =>
  kind !== 'weekly' || channel === 'mail';

/** What holds until a member decides: every event in the app; replies and the summary by mail. */
export function isOnByDefault(kind: NotificationKind, channel: NotificationChannel): boolean {
  if (channel === 'mail') return kind === 'reply' || kind === 'weekly';
  return channel === 'inApp' && canCome(kind, channel);
}

/**
 * Of what kind an event is, by its topic in the outbox; null when nobody is told of it. A reaction is a reply of one sign.
 * @param milestone in percent, for `milestone.reached`: half and the end are told, what lies between is not
 */
export function notificationKindOf(topic: string, milestone?: unknown): EventKind | null {
  if (topic === 'milestone.reached') return kindOfMilestone.get(Number(milestone)) ?? null;
  return kindOfTopic.get(topic) ?? null;
}

const kindOfTopic = new Map<string, EventKind>([
  ['view.counted', 'view'],
  ['action.clicked', 'click'],
  ['reply.received', 'reply'],
  ['reaction.received', 'reply'],
  ['booking.made', 'booking'],
]);
const kindOfMilestone = new Map<number, EventKind>([
  [50, 'half'],
  [90, 'completed'],
]);

/** How one kind reaches a member; null where it does not come by that way at all. */
export const notificationChoiceSchema = z
  .object({
    kind: notificationKindSchema,
    inApp: z.boolean().nullable(),
    mail: z.boolean().nullable(),
    push: z.boolean().nullable(),
  })
  .meta({ id: 'NotificationChoice' });
export type NotificationChoice = z.infer<typeof notificationChoiceSchema>;

/** A message that did not arrive, or perhaps did not. */
export const deliveryTroubleSchema = z
  .object({
    id: idSchema,
    kind: notificationKindSchema,
    channel: notificationChannelSchema,
    at: timeSchema,
    /** What happened and what to do. */
    message: z.string(),
    /** What the other side said, in its own words. */
    answer: z.string().nullable(),
  })
  .meta({ id: 'DeliveryTrouble' });
export type DeliveryTrouble = z.infer<typeof deliveryTroubleSchema>;

/** A browser that shows notifications. */
export const pushBrowserSchema = z
  .object({
    id: idSchema,
    label: z.string(),
    createdAt: timeSchema,
    /** It is the one that asks. */
    isThisOne: z.boolean(),
  })
  .meta({ id: 'PushBrowser' });
export type PushBrowser = z.infer<typeof pushBrowserSchema>;

/** Bytes as base64url, exactly `length` characters. */
const base64url = (length: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`), 'Give the key as the browser gives it');

/** A push subscription as the browser gives it (Push API, `PushSubscription.toJSON`). */
export const createPushSubscriptionSchema = z.object({
  endpoint: z
    .url({ protocol: /^https$/ })
    .max(1500)
    .refine((address) => {
      const { port, username, password } = new URL(address);
      return port === '' && username === '' && password === '';
    }, 'Push services have neither a port nor a password in their address')
    .transform((address) => new URL(address).href),
  keys: z.object({
    /** A point of P-256, 65 bytes. */
    p256dh: base64url(87),
    /** 16 bytes. */
    auth: base64url(22),
  }),
});
export type CreatePushSubscription = z.infer<typeof createPushSubscriptionSchema>;
export const createdPushSubscriptionSchema = z.object({ id: idSchema });

/**
 * A member's own settings: every kind, in the order of the flow; whether mail is set up here, and where it goes; the browsers
 * that show notifications, and the key that another one needs to become one; and what did not arrive in the last 30 days.
 */
export const notificationSettingsSchema = z
  .object({
    kinds: z.array(notificationChoiceSchema),
    mail: z.object({ isAvailable: z.boolean(), address: z.string() }),
    push: z.object({ publicKey: z.string(), browsers: z.array(pushBrowserSchema) }),
    troubles: z.array(deliveryTroubleSchema),
  })
  .meta({ id: 'NotificationSettings' });
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>;

/** Path of one kind. */
export const notificationKindParamsSchema = z.object({ kind: notificationKindSchema });
export type NotificationKindParams = z.infer<typeof notificationKindParamsSchema>;

/** Switches of one kind; what is left out stays. */
export const changeNotificationSchema = z.partialRecord(notificationChannelSchema, z.boolean());
export type ChangeNotification = z.infer<typeof changeNotificationSchema>;
