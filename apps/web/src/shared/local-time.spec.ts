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
      expect([at.getTime(), at.getTime() - 3_600_000]).toContain(Date.parse(fromLocalInput(shown) ?? ''));
    }),
  );
});

it('takes blank, and what is no time, for no end', () => {
  expect([toLocalInput(null), fromLocalInput(''), fromLocalInput('soon')]).toEqual(['', null, null]);
});
