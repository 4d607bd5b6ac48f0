import { reclassReportSchema } from '@app/contracts';
import * as fc from 'fast-check';
import type { TrackingClass } from '../classify/visit-facts.js';
import { type ReclassedRow, ReclassTally } from './reclass-tally.js';

const january = Date.UTC(2026, 0, 14, 12);
const classOf = fc.constantFrom<TrackingClass>('bot', 'scanner', 'suspect', 'human');
const rowOf = fc
  .record({
    kind: fc.constantFrom('visit' as const, 'hit' as const),
    months: fc.nat(3),
    from: classOf,
    to: classOf,
    isMarked: fc.boolean(),
  })
  .map(({ kind, months, from, to, isMarked }): ReclassedRow => ({
    kind,
    id: '018f0000-0000-7000-8000-000000000001',
    linkId: '018f0000-0000-7000-8000-000000000002',
    atMs: january + months * 31 * 86_400_000,
    from: { class: from, reasons: from === 'human' ? [] : [{ step: from, code: 'listed:x' }] },
    to: { class: to, reasons: to === 'human' ? [] : [{ step: to, code: 'purpose:anything at all' }] },
    wasView: kind === 'visit' && from === 'human',
    isView: kind === 'visit' && to === 'human',
    isMarked,
  }));
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

it('counts every row once, however the rows are cut into pages', () => {
  fc.assert(
    fc.property(fc.array(rowOf, { maxLength: 60 }), fc.nat(60), (rows, cut) => {
      const whole = new ReclassTally();
      for (const row of rows) whole.add(row);
      const first = new ReclassTally();
      for (const row of rows.slice(0, cut)) first.add(row);
      // As between two pages: the report is kept as JSON.
      const second = new ReclassTally(reclassReportSchema.parse(JSON.parse(JSON.stringify(first.report))));
      for (const row of rows.slice(cut)) second.add(row);
      expect(second.report).toEqual(whole.report);
    }),
  );
});

it('adds up', () => {
  fc.assert(
    fc.property(fc.array(rowOf, { maxLength: 60 }), (rows) => {
      const tally = new ReclassTally();
      for (const row of rows) tally.add(row);
      const { visits, hits, classes, views } = tally.report;
      const changed = rows.filter(({ from, to }) => from.class !== to.class);
      expect(visits.examined + hits.examined).toBe(rows.length);
      expect(visits.changed + hits.changed).toBe(changed.length);
      expect(sum(classes.map(({ count }) => count))).toBe(changed.length);
      const after = sum(views.map(({ before, gained, lost }) => before + gained - lost));
      expect(after).toBe(rows.filter(({ isView }) => isView).length);
    }),
  );
});

it('names reasons without what a visitor sent, and shows a few rows of each change', () => {
  const tally = new ReclassTally();
  const [row] = fc.sample(rowOf, 1) as [ReclassedRow];
  const change = {
    ...row,
    from: { class: 'human' as const, reasons: [] },
    to: { class: 'bot' as const, reasons: [{ step: 'bot', code: 'purpose:<script>' }] },
  };
  for (let index = 0; index < 50; index += 1) tally.add(change);
  expect(tally.report.reasons).toEqual([{ step: 'bot', code: 'purpose', found: 50, gone: 0 }]);
  expect(tally.report.samples).toHaveLength(3);
});
