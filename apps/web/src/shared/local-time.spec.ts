import * as fc from 'fast-check';
import { fromLocalInput, toLocalInput } from './local-time';

it('gives every minute back as it was', () => {
  const minutes = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(minutes, (at) => {
      at.setUTCSeconds(0, 0);
      const shown = toLocalInput(at.toISOString());
      expect(shown).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
      // The hour that a clock shows twice in autumn stands for the first of both.
      expect([at.getTime(), at.getTime() - 3_600_000]).toContain(
        Date.parse(fromLocalInput(shown, null) ?? ''),
      );
    }),
  );
});

it('takes blank, and what is no time, for no end', () => {
  expect([toLocalInput(null), fromLocalInput('', null), fromLocalInput('soon', null)]).toEqual([
    '',
    null,
    null,
  ]);
});

it('keeps the seconds of a time that nobody touched, and takes it away when it is cleared', () => {
  const before = '2026-11-27T16:59:59.999Z';
  const shown = toLocalInput(before);
  expect(fromLocalInput(shown, before)).toBe(before);
  expect(fromLocalInput(shown.replace('59', '58'), before)).toMatch(/58:00\.000Z$/);
  expect(fromLocalInput('', before)).toBeNull();
});
