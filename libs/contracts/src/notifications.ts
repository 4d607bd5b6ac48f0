import { z } from 'zod';
import { idSchema, timeSchema } from './primitives.js';

/** What a member can be told of, in the order of the flow. A visit that merely opened is none of it (4-tracking, "A view"). */
export const notificationKindSchema = z.enum(['view', 'half', 'completed', 'click', 'reply', 'booking']);
export type NotificationKind = z.infer<typeof notificationKindSchema>;

/** Ways to a member: a note in the open app, mail, and a notification of a browser that need not show the app. */
export const notificationChannelSchema = z.enum(['inApp', 'mail', 'push']);
export type NotificationChannel = z.infer<typeof notificationChannelSchema>;

/** What holds until a member decides: everything in the app, and replies by mail. */
export function isOnByDefault(kind: NotificationKind, channel: NotificationChannel): boolean {
  return channel === 'inApp' || (channel === 'mail' && kind === 'reply');
}

/**
 * Of what kind an event is, by its topic in the outbox; null when nobody is told of it. A reaction is a reply of one sign.
 * @param milestone in percent, for `milestone.reached`: half and the end are told, what lies between is not
 */
export function notificationKindOf(topic: string, milestone?: unknown): NotificationKind | null {
  if (topic === 'milestone.reached') return kindOfMilestone.get(Number(milestone)) ?? null;
  return kindOfTopic.get(topic) ?? null;
}

const kindOfTopic = new Map<string, NotificationKind>([
  ['view.counted', 'view'],
  ['action.clicked', 'click'],
  ['reply.received', 'reply'],
  ['reaction.received', 'reply'],
  ['booking.made', 'booking'],
]);
const kindOfMilestone = new Map<number, NotificationKind>([
  [50, 'half'],
  [90, 'completed'],
]);

/** How one kind reaches a member. */
export const notificationChoiceSchema = z
  .object({ kind: notificationKindSchema, inApp: z.boolean(), mail: z.boolean(), push: z.boolean() })
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
