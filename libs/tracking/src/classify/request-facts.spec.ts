import { factsOfRequest, hasOptOutSignal } from './request-facts.js';

it('reads agent, purposes and client hints', () => {
  const headers = {
    'user-agent': 'A'.repeat(600),
    'sec-purpose': 'prefetch',
    'x-moz': ['prefetch'],
    'sec-ch-ua': '"Chromium"',
  };
  expect(factsOfRequest(headers, true)).toEqual({
    agent: 'A'.repeat(512),
    purposes: ['prefetch', 'prefetch'],
    hasClientHints: true,
  });
});

it('expects client hints only where browsers send them', () => {
  expect(factsOfRequest({}, true)).toEqual({ agent: '', purposes: [], hasClientHints: false });
  expect(factsOfRequest({}, false).hasClientHints).toBeNull();
});

it('hears the browser’s opt-out', () => {
  expect(hasOptOutSignal({ 'sec-gpc': '1' })).toBe(true);
  expect(hasOptOutSignal({ dnt: '1' })).toBe(true);
  expect(hasOptOutSignal({ dnt: '0' })).toBe(false);
  expect(hasOptOutSignal({})).toBe(false);
});
