import * as fc from 'fast-check';
import { nothingPlayed, type PlayedState } from '../spans/apply-beacon.js';
import { decideView } from './decide-view.js';
import { defaultViewThresholds } from './view-thresholds.js';

const played = (durationMs: number, watchedMs: number, change: Partial<PlayedState> = {}): PlayedState => ({
  ...nothingPlayed(durationMs),
  beaconCount: 1,
  watched: watchedMs > 0 ? [[0, watchedMs]] : [],
  ...change,
});
const gesture = { isStartedByGesture: true, hasInput: true };

describe('decideView', () => {
  it.each([
    ['3 s of a long video', true, played(60_000, 3_000, gesture)],
    ['just under 3 s', false, played(60_000, 2_999, gesture)],
    ['half of a short video', true, played(4_000, 2_000, gesture)],
    ['just under half of a short video', false, played(4_000, 1_999, gesture)],
    ['unmuted without a known gesture', true, played(60_000, 3_000, { wasUnmuted: true })],
    ['muted autoplay, 10 s, with input', true, played(60_000, 10_000, { hasInput: true })],
    ['muted autoplay, under 10 s', false, played(60_000, 9_999, { hasInput: true })],
    ['muted autoplay without input', false, played(60_000, 50_000)],
    ['no beacon', false, played(60_000, 3_000, { ...gesture, beaconCount: 0 })],
    ['nothing played', false, played(0, 0, gesture)],
  ] as const)('%s: %s', (_, isView, state) => {
    expect(decideView('human', state).isView).toBe(isView);
  });

  it.each(['bot', 'prefetch', 'automation', 'scanner', 'internal', 'suspect'] as const)(
    '%s is never a view',
    (each) => {
      expect(decideView(each, played(60_000, 60_000, gesture))).toMatchObject({
        isView: false,
        isOpened: false,
      });
    },
  );

  it('is completed from 90 % and tells the milestones passed', () => {
    expect(decideView('human', played(10_000, 8_999, gesture))).toMatchObject({
      isCompleted: false,
      milestones: [25, 50, 75],
    });
    expect(decideView('human', played(10_000, 9_000, gesture))).toMatchObject({
      isCompleted: true,
      milestones: [25, 50, 75, 90],
    });
  });

  it('follows the thresholds of the workspace', () => {
    const strict = { ...defaultViewThresholds, viewMs: 20_000, viewShare: 1 };
    expect(decideView('human', played(60_000, 19_999, gesture), strict).isView).toBe(false);
    expect(decideView('human', played(60_000, 20_000, gesture), strict).isView).toBe(true);
  });

  it('is never lost by watching more or by one more sign of a person', () => {
    const state = fc.record({
      watched: fc.nat(60_000),
      more: fc.nat(60_000),
      hasInput: fc.boolean(),
      gesture: fc.boolean(),
    });
    fc.assert(
      fc.property(state, ({ watched, more, hasInput, gesture: isStartedByGesture }) => {
        const before = decideView('human', played(60_000, watched, { hasInput, isStartedByGesture }));
        const after = decideView(
          'human',
          played(60_000, Math.min(60_000, watched + more), { hasInput: true, isStartedByGesture }),
        );
        expect(!before.isView || after.isView).toBe(true);
        expect(after.milestones).toEqual(expect.arrayContaining([...before.milestones]));
      }),
    );
  });
});
