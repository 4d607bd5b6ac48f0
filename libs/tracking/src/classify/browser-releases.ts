/** A family of browsers whose release dates are known. */
export type BrowserFamily = 'chrome' | 'firefox' | 'safari' | 'edge' | 'internet-explorer';

/** Known releases, oldest first, and the days from one major version to the next after the last of them (Infinity: no more came). */
interface ReleaseTable {
  readonly known: readonly (readonly [major: number, day: string])[];
  readonly daysPerMajor: number;
}

/** Dates are those of the makers' own release calendars; between two of them the date is interpolated. */
const releases: Record<BrowserFamily, ReleaseTable> = {
  chrome: {
    known: [
      [1, '2008-12-11'],
      [10, '2011-03-08'],
      [20, '2012-06-26'],
      [30, '2013-10-01'],
      [40, '2015-01-21'],
      [50, '2016-04-13'],
      [60, '2017-07-25'],
      [70, '2018-10-16'],
      [80, '2020-02-04'],
      [90, '2021-04-14'],
      [94, '2021-09-21'],
      [100, '2022-03-29'],
      [110, '2023-02-07'],
      [120, '2023-12-05'],
      [130, '2024-10-15'],
      [140, '2025-09-02'],
    ],
    daysPerMajor: 28,
  },
  edge: {
    known: [
      [12, '2015-07-29'],
      [18, '2018-11-13'],
      [79, '2020-01-15'],
      [90, '2021-04-15'],
      [100, '2022-04-01'],
      [110, '2023-02-09'],
      [120, '2023-12-07'],
      [130, '2024-10-17'],
      [140, '2025-09-05'],
    ],
    daysPerMajor: 28,
  },
  firefox: {
    known: [
      [1, '2004-11-09'],
      [4, '2011-03-22'],
      [10, '2012-01-31'],
      [20, '2013-04-02'],
      [30, '2014-06-10'],
      [40, '2015-08-11'],
      [50, '2016-11-15'],
      [60, '2018-05-09'],
      [70, '2019-10-22'],
      [80, '2020-08-25'],
      [90, '2021-07-13'],
      [100, '2022-05-03'],
      [110, '2023-02-14'],
      [120, '2023-11-21'],
      [130, '2024-09-03'],
      [140, '2025-06-24'],
    ],
    daysPerMajor: 28,
  },
  safari: {
    known: [
      [3, '2007-10-26'],
      [5, '2010-06-07'],
      [8, '2014-10-16'],
      [10, '2016-09-20'],
      [12, '2018-09-17'],
      [14, '2020-09-16'],
      [16, '2022-09-12'],
      [17, '2023-09-18'],
      [18, '2024-09-16'],
      // Apple numbered the next release by its year.
      [26, '2025-09-15'],
    ],
    daysPerMajor: 365,
  },
  'internet-explorer': {
    known: [
      [5, '1999-03-18'],
      [6, '2001-08-27'],
      [8, '2009-03-19'],
      [11, '2013-10-17'],
    ],
    daysPerMajor: Infinity,
  },
};

const dayMs = 24 * 60 * 60 * 1000;

/**
 * When a major version came out, milliseconds since 1970: looked up, interpolated between known releases, or extrapolated at the maker's pace.
 *
 * @param major 0 or more; a version before the first known one counts as that one
 */
export function releasedAtMs(family: BrowserFamily, major: number): number {
  const { known, daysPerMajor } = releases[family];
  const after = known.find(([version]) => version >= major);
  const before = known.findLast(([version]) => version <= major);
  if (after && before) {
    const [low, high] = [Date.parse(before[1]), Date.parse(after[1])];
    const span = after[0] - before[0];
    return span === 0 ? low : low + ((high - low) * (major - before[0])) / span;
  }
  if (after) return Date.parse(after[1]);
  const [lastMajor, lastDay] = before ?? [major, '1970-01-01'];
  if (daysPerMajor === Infinity) return Date.parse(lastDay);
  return Date.parse(lastDay) + (major - lastMajor) * daysPerMajor * dayMs;
}
