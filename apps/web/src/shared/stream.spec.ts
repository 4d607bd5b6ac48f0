import { emptyLiveState, forgetAbsent, presenceMs, reduceLive, staleAfter } from './stream';
import type { VisitEvent } from './stream';

const who = {
  at: '2026-03-10T12:00:00.000Z',
  visitId: '01900000-0000-7000-8000-000000000001',
  linkId: '01900000-0000-7000-8000-000000000002',
  videoId: '01900000-0000-7000-8000-000000000003',
  videoTitle: 'Three ideas',
  prospectId: null,
  prospectName: 'Jane',
};
const started: VisitEvent = { type: 'visit.started', data: who };
const counted: VisitEvent = { type: 'view.counted', data: { ...who, watchedShare: 0.1 } };
const half: VisitEvent = { type: 'milestone.reached', data: { ...who, milestone: 50 } };

describe('reduceLive', () => {
  it('keeps one presence per visit and raises its share, in any order', () => {
    const forward = [started, counted, half].reduce(
      (state, event) => reduceLive(state, event, 1),
      emptyLiveState,
    );
    const backward = [half, counted, started].reduce(
      (state, event) => reduceLive(state, event, 1),
      emptyLiveState,
    );
    for (const state of [forward, backward]) {
      expect(state.presences).toHaveLength(1);
      expect(state.presences[0]?.watchedShare).toBe(0.5);
    }
  });

  it('knows no share before the visit counts as a view', () => {
    expect(reduceLive(emptyLiveState, started, 1).presences[0]?.watchedShare).toBeNull();
  });

  it('puts the newest first and forgets the oldest', () => {
    let state = emptyLiveState;
    for (let count = 0; count < 120; count++) state = reduceLive(state, started, count);
    state = reduceLive(state, half, 120);
    expect(state.recent[0]).toBe(half);
    expect(state.recent).toHaveLength(100);
  });
});

describe('forgetAbsent', () => {
  const state = reduceLive(emptyLiveState, started, 1_000);
  it('lets go after the time of presence, not before', () => {
    expect(forgetAbsent(state, 1_000 + presenceMs - 1)).toBe(state);
    expect(forgetAbsent(state, 1_000 + presenceMs).presences).toEqual([]);
  });
  it('keeps what has happened', () => {
    expect(forgetAbsent(state, 1e9).recent).toHaveLength(1);
  });
});

const keys = (event: VisitEvent) => staleAfter(event).map(([first]) => first);

it('names what an event makes stale', () => {
  expect(keys(started)).not.toContain('figures');
  expect(keys(counted)).toEqual(expect.arrayContaining(['videos', 'figures', 'visits', 'prospects']));
  expect(keys({ type: 'reply.received', data: { ...who, text: 'Yes' } })).toContain('replies');
});
