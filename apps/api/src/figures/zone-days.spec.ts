import { assert, constantFrom, integer, property } from 'fast-check';
import { dayIn, startOfDay } from './zone-days.js';

const iso = (ms: number) => new Date(ms).toISOString();

describe('days of a time zone', () => {
  it.each([
    ['2026-03-29', 'UTC', '2026-03-29T00:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-01-14', 'Asia/Kathmandu', '2026-01-13T18:15:00.000Z'],
    ['2026-01-14', 'Pacific/Kiritimati', '2026-01-13T10:00:00.000Z'],
    ['2026-01-14', 'Pacific/Pago_Pago', '2026-01-14T11:00:00.000Z'],
    // The clocks go from midnight to 1 o'clock: the day has no midnight.
    ['2024-03-31', 'Asia/Beirut', '2024-03-30T22:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, start) => {
    expect(iso(startOfDay(day, zone))).toBe(start);
  });

  it('are one after the other, without a gap', () => {
    const zones = constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Beirut', 'Australia/Lord_Howe');
    assert(
      property(zones, integer({ min: 0, max: 4000 }), (zone, n) => {
        const day = iso(Date.UTC(2020, 0, 1) + n * 86_400_000).slice(0, 10);
        const start = startOfDay(day, zone);
        expect(dayIn(zone, start)).toBe(day);
        expect(dayIn(zone, start - 1) < day).toBe(true);
      }),
    );
  });
});
