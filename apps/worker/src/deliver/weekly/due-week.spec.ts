import { assert, constantFrom, date, property } from 'fast-check';
import { dueWeek } from './due-week.js';

const at = (time: string, zone = 'UTC') => dueWeek(new Date(time), zone);

describe('dueWeek', () => {
  it('is due from Monday morning on, for a day', () => {
    expect(at('2026-11-23T07:59:59Z')).toBeNull();
    expect(at('2026-11-23T08:00:00Z')).toEqual({
      name: '2026-11-23',
      from: new Date('2026-11-16T00:00:00Z'),
      to: new Date('2026-11-23T00:00:00Z'),
      expiresAt: new Date('2026-11-24T08:00:00Z'),
    });
    expect(at('2026-11-24T07:59:59Z')?.name).toBe('2026-11-23');
    expect(at('2026-11-24T08:00:00Z')).toBeNull();
  });

  it('is due by the clock of the workspace, and its week is that of the workspace', () => {
    expect(at('2026-11-22T23:30:00Z', 'Asia/Tokyo')?.name).toBe('2026-11-23');
    expect(at('2026-11-23T12:59:00Z', 'America/New_York')).toBeNull();
    expect(at('2026-11-23T13:00:00Z', 'America/New_York')?.from).toEqual(new Date('2026-11-16T05:00:00Z'));
  });

  it('keeps whole days where the clocks were changed', () => {
    // Europe went back to winter time on Sunday, 25 October 2026.
    const week = at('2026-10-26T07:00:00Z', 'Europe/Berlin');
    expect([week?.from, week?.to]).toEqual([
      new Date('2026-10-18T22:00:00Z'),
      new Date('2026-10-25T23:00:00Z'),
    ]);
  });

  it('takes a time zone that nobody knows for UTC', () =>
    expect(at('2026-11-23T08:00:00Z', 'Mars/Olympus')).toEqual(at('2026-11-23T08:00:00Z')));

  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kathmandu',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
  ];
  const days = date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });

  it('is one of seven days, whatever the day and the zone, and its name is that of its Monday', () => {
    assert(
      property(days, constantFrom(...zones), (day, zone) => {
        const hours = Array.from({ length: 7 * 24 }, (_, hour) => new Date(day.getTime() + hour * 3_600_000));
        const due = hours.flatMap((hour) => dueWeek(hour, zone) ?? []);
        // A week of 168 hours holds 24 in which one is due, in one or two pieces; a change of clocks moves one of them.
        expect(Math.abs(due.length - 24)).toBeLessThanOrEqual(1);
        for (const { name, from, to, expiresAt } of due) {
          expect(new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: zone }).format(to)).toBe(
            'Monday',
          );
          expect(new Intl.DateTimeFormat('sv', { timeZone: zone }).format(to)).toBe(name);
          expect(Math.abs((to.getTime() - from.getTime()) / 3_600_000 - 168)).toBeLessThanOrEqual(1);
          expect(expiresAt.getTime()).toBeGreaterThan(to.getTime());
        }
      }),
    );
  });
});
