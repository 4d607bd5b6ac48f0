import { DateTime } from 'luxon';

/** When the summary of a week goes out on Monday, hour of the workspace's day. */
const sendHour = 8;
/** After so long a summary is not worth sending any more, hours. */
const lateHours = 24;

/** A week that has ended and is to be told of now. */
export interface DueWeek {
  /** Name of the week: the Monday after it, `YYYY-MM-DD` in the workspace's time zone. */
  readonly name: string;
  /** Its first moment. */
  readonly from: Date;
  /** The first moment after it. */
  readonly to: Date;
  readonly expiresAt: Date;
}

/** A moment in a time zone; one that nobody knows counts as UTC. */
export function inZone(time: Date, timeZone: string): DateTime {
  const local = DateTime.fromJSDate(time, { zone: timeZone });
  return local.isValid ? local : DateTime.fromJSDate(time, { zone: 'UTC' });
}

/** The week whose summary is due in a time zone: from Monday morning on, a day long; null at any other time. */
export function dueWeek(now: Date, timeZone: string): DueWeek | null {
  const monday = inZone(now, timeZone).startOf('week');
  const sendAt = monday.set({ hour: sendHour });
  const expiresAt = sendAt.plus({ hours: lateHours });
  if (now < sendAt.toJSDate() || now >= expiresAt.toJSDate()) return null;
  return {
    name: monday.toFormat('yyyy-MM-dd'),
    from: monday.minus({ weeks: 1 }).toJSDate(),
    to: monday.toJSDate(),
    expiresAt: expiresAt.toJSDate(),
  };
}
