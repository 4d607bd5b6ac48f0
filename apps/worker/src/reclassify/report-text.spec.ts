import { emptyReport } from '@app/tracking';
import { reportText } from './report-text.js';

const report = {
  ...emptyReport(),
  visits: { examined: 12_000, changed: 3, current: 5, erased: 1, marked: 2 },
  classes: [
    { kind: 'visit' as const, month: '2026-03', from: 'human' as const, to: 'automation' as const, count: 3 },
  ],
  views: [{ month: '2026-03', before: 10, gained: 1, lost: 3 }],
};

it('is a table, numbers under one another, and says whether it was done', () => {
  expect(reportText(report, false).split('\n')).toEqual([
    '        looked at  change  current already  erased  marked by a person',
    'visits     12,000       3                5       1                   2',
    'hits            0       0                0       0                   0',
    '',
    'Would change 3 visits and 0 hits.',
    '',
    'Classes',
    'month           from   to          rows',
    '2026-03  visit  human  automation     3',
    '',
    'Views',
    'month    before  gained  lost  after',
    '2026-03      10       1     3      8',
    '',
  ]);
  expect(reportText(report, true)).toContain('Changed 3 visits and 0 hits.');
});

it('says when nothing changes', () => {
  expect(reportText(emptyReport(), false)).toContain('No class changes.');
});
