import { browserAgeYears } from './browser-age.js';
import { releasedAtMs } from './browser-releases.js';

const day = (text: string) => Date.parse(text);
const dayMs = 86_400_000;

describe('releasedAtMs', () => {
  it.each([
    ['chrome', 141, '2025-09-30'],
    ['chrome', 115, '2023-07-18'],
    ['firefox', 115, '2023-07-04'],
    ['edge', 126, '2024-06-13'],
    ['safari', 17, '2023-09-18'],
    ['safari', 27, '2026-09-15'],
    ['internet-explorer', 11, '2013-10-17'],
  ] as const)('%s %i came out about %s', (family, major, date) => {
    expect(Math.abs(releasedAtMs(family, major) - day(date))).toBeLessThan(30 * dayMs);
  });

  it('never goes back from one version to the next', () => {
    for (const family of ['chrome', 'firefox', 'safari', 'edge', 'internet-explorer'] as const)
      for (let major = 1; major < 250; major += 1)
        expect(releasedAtMs(family, major + 1)).toBeGreaterThanOrEqual(releasedAtMs(family, major));
  });
});

describe('browserAgeYears', () => {
  const at = day('2026-01-15');

  it.each([
    ['Mozilla/5.0 (Windows NT 6.1; WOW64; rv:40.0) Gecko/20100101 Firefox/40.1', 10.4],
    [
      'Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Electron/33.0.1 Safari/537.36',
      1.25,
    ],
    ['Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)', 16.8],
  ])('%s', (agent, years) => expect(browserAgeYears(agent, at)).toBeCloseTo(years, 0));

  it('knows nothing of an app without a browser’s version', () => {
    expect(
      browserAgeYears('Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 [LinkedInApp]/9.30', at),
    ).toBeNull();
    expect(browserAgeYears('', at)).toBeNull();
  });
});
