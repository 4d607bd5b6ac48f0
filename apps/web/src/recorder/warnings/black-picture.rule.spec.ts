import { blackCameraRule, blackScreenRule } from './black-picture.rule';
import { MadeUpRecording } from './made-up-measurements';

const cameraOf = (brightness: number | null) => ({ camera: { isMuted: false, frames: 15, brightness } });
const screenOf = (brightness: number | null) => ({ screen: { isMuted: false, frames: 0, brightness } });
const recording = () => new MadeUpRecording([blackCameraRule, blackScreenRule]);

describe('black picture', () => {
  it('tells which source is black, after three seconds, until it is seen again', () => {
    const tape = recording().run(3, cameraOf(9));
    expect(tape.warnings).toEqual([]);
    expect(tape.run(1, cameraOf(9)).warnings).toEqual(['black-camera']);
    expect(tape.run(4, { ...cameraOf(9), ...screenOf(0) }).warnings).toEqual([
      'black-camera',
      'black-screen',
    ]);
    expect(tape.run(1.5, screenOf(0)).warnings).toEqual(['black-screen']);
    expect(tape.run(1.5).warnings).toEqual([]);
  });

  it('does not flicker at dusk', () => {
    const dusk = (atMs: number) => cameraOf(atMs % 1000 === 0 ? 29 : 36);
    expect(recording().run(60, dusk).changes).toBe(0);
    expect(recording().run(5, cameraOf(9)).run(60, dusk).changes).toBe(1);
  });

  it('waits for the first picture, takes a dark theme for a picture, and asks for no source that is not there', () => {
    const tape = recording()
      .run(20, { ...cameraOf(null), ...screenOf(64) })
      .run(20, { camera: null, screen: null });
    expect(tape.changes).toBe(0);
  });
});
