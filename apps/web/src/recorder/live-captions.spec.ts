import type { CaptionCue } from '@app/contracts';
import { LiveCaptions } from './live-captions';
import type { RecorderPhase } from './recorder-state';
import type { RecogniserEvents } from './speech-recogniser';

/** A session and a recogniser that do what a test says. */
function setUp() {
  const listeners = new Set<() => void>();
  const timers: (() => void)[] = [];
  const saved: [videoId: string, language: string, cues: CaptionCue[]][] = [];
  const state = { phase: 'ready' as RecorderPhase, elapsedMs: 0, canSave: true };
  const recognisers: { events: RecogniserEvents; language: string; isRunning: boolean }[] = [];
  const video = { id: 'v1', uploadUrl: '', link: { id: 'l', slug: 's', url: 'u' } };
  const captions = new LiveCaptions({
    session: {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      snapshot: () => ({ phase: state.phase, video }),
      elapsedMs: () => state.elapsedMs,
    },
    createRecogniser: (language, events) => {
      const made = { events, language, isRunning: false };
      recognisers.push(made);
      return { start: () => (made.isRunning = true), stop: () => (made.isRunning = false) };
    },
    save: async (...call) => {
      if (!state.canSave) throw new Error('offline');
      saved.push(call);
    },
    setTimer: (act) => timers.push(act),
  });
  const go = (phase: RecorderPhase, elapsedMs = state.elapsedMs) => {
    Object.assign(state, { phase, elapsedMs });
    for (const listener of listeners) listener();
  };
  const say = (text: string, fromMs: number, toMs: number) => {
    const { events } = recognisers.at(-1)!;
    state.elapsedMs = fromMs;
    events.onPhrase(text.slice(0, 3), false);
    state.elapsedMs = toMs;
    events.onPhrase(text, true);
  };
  return { captions, state, recognisers, saved, timers, go, say };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('hears only when asked to, only while recording, and stores what it heard', async () => {
  const { captions, recognisers, saved, go, say } = setUp();
  go('recording');
  expect(recognisers).toEqual([]);
  captions.turnOn('de');
  expect(recognisers).toMatchObject([{ language: 'de', isRunning: true }]);
  say('Hallo Jane', 1_600, 3_000);
  go('paused');
  expect(recognisers[0]!.isRunning).toBe(false);
  go('recording');
  say('Bis bald', 3_200, 4_000);
  expect(captions.snapshot().latest).toBe('Bis bald');
  go('stopping');
  go('finished');
  await settled();
  expect(saved).toEqual([
    [
      'v1',
      'de',
      [
        { fromMs: 1_000, toMs: 3_000, text: 'Hallo Jane' },
        { fromMs: 3_000, toMs: 4_000, text: 'Bis bald' },
      ],
    ],
  ]);
  expect(captions.snapshot().saving).toBe('saved');
});

test('is started again when it ends by itself, and loses no words', async () => {
  const { captions, recognisers, saved, timers, state, go } = setUp();
  captions.turnOn('en');
  go('recording');
  state.elapsedMs = 2_000;
  recognisers[0]!.events.onPhrase('half a sen', false);
  recognisers[0]!.events.onEnd();
  timers.shift()!();
  expect(recognisers).toHaveLength(2);
  // The one that was left behind tells its end late: nothing happens twice.
  recognisers[0]!.events.onEnd();
  expect(timers).toEqual([]);
  go('finished');
  await settled();
  expect(saved[0]![2]).toEqual([{ fromMs: 1_400, toMs: 2_000, text: 'half a sen' }]);
});

test('a refusal is told, and not asked again', () => {
  const { captions, recognisers, timers, go } = setUp();
  captions.turnOn('en');
  go('recording');
  recognisers[0]!.events.onRefused();
  recognisers[0]!.events.onEnd();
  for (const act of timers) act();
  expect([captions.snapshot().isRefused, recognisers.length]).toEqual([true, 1]);
});

test('a new take begins with nothing; turned off, nothing is kept', async () => {
  const { captions, saved, go, say } = setUp();
  captions.turnOn('en');
  go('recording');
  say('First take', 700, 1_000);
  go('ready');
  go('countdown', 0);
  go('recording');
  say('Second', 700, 1_000);
  captions.turnOff();
  go('finished');
  await settled();
  expect(saved).toEqual([]);
});

test('what could not be stored can be stored again', async () => {
  const { captions, saved, state, go, say } = setUp();
  captions.turnOn('en');
  go('recording');
  say('Hello', 700, 1_000);
  state.canSave = false;
  go('finished');
  await settled();
  expect(captions.snapshot().saving).toBe('failed');
  state.canSave = true;
  await captions.save();
  expect([captions.snapshot().saving, saved.length]).toEqual(['saved', 1]);
});
