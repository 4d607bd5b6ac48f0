import { frozenCameraRule, frozenScreenRule } from './frozen-picture.rule';
import { MadeUpRecording } from './made-up-measurements';

const camera = { isMuted: false, frames: 15, brightness: 180 };
const screen = { isMuted: false, frames: 0, brightness: 200 };
const recording = () => new MadeUpRecording([frozenCameraRule, frozenScreenRule]);

describe('frozen picture', () => {
  it('tells a camera that sends nothing for three seconds, until it moves', () => {
    const tape = recording().run(3, { camera: { ...camera, frames: 0 } });
    expect(tape.warnings).toEqual([]);
    expect(tape.run(0.5, { camera: { ...camera, frames: 0 } }).warnings).toEqual(['frozen-camera']);
    expect(tape.run(2).warnings).toEqual([]);
    expect(tape.changes).toBe(2);
  });

  it('leaves a slow camera, one that is not told of, and none alone', () => {
    const slow = (atMs: number) => ({ camera: { ...camera, frames: atMs % 1000 === 0 ? 1 : 0 } });
    const tape = recording()
      .run(20, slow)
      .run(20, { camera: { ...camera, frames: null } });
    expect(tape.run(20, { camera: null }).changes).toBe(0);
  });

  it('knows a still screen from a frozen one', () => {
    const tape = recording().run(120, { screen });
    expect(tape.changes).toBe(0);
    expect(tape.run(4, { screen: { ...screen, isMuted: true } }).warnings).toEqual(['frozen-screen']);
    expect(tape.run(2, { screen }).warnings).toEqual([]);
    expect(tape.run(4, { screen: { ...screen, brightness: null } }).warnings).toEqual(['frozen-screen']);
  });

  it('tells a camera that its system has muted, though pictures are counted', () => {
    expect(recording().run(4, { camera: { ...camera, isMuted: true } }).warnings).toEqual(['frozen-camera']);
  });
});
