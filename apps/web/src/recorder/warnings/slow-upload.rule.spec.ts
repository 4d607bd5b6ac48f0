import * as fc from 'fast-check';
import { carried, MadeUpRecording } from './made-up-measurements';
import { slowUploadRule } from './slow-upload.rule';

/** A line that carries a share of what is recorded, from the beginning on. */
const carrying =
  (share: number, isConnected = true) =>
  (atMs: number) => ({
    upload: { ...carried(atMs), acknowledgedMs: Math.max(0, atMs * share - 2000), isConnected },
  });
/** Everything, six seconds at a time. */
const bursts = (atMs: number) => ({
  upload: { ...carried(atMs), acknowledgedMs: Math.floor(atMs / 6000) * 6000 - 1500, isConnected: true },
});
const recording = () => new MadeUpRecording([slowUploadRule]);

describe('slow upload', () => {
  it('stands when the server falls further and further behind, and goes when it catches up', () => {
    const tape = recording().run(60).run(60, carrying(0.4));
    expect(tape.warnings).toEqual(['slow-upload']);
    expect(tape.run(20).warnings).toEqual([]);
    expect(tape.changes).toBe(2);
  });

  it('does not mind a line that carries all of it in bursts', () => {
    expect(recording().run(180, bursts).changes).toBe(0);
  });

  it('leaves the word to the line that says there is no connection', () => {
    expect(recording().run(60, carrying(0, false)).changes).toBe(0);
    expect(
      recording().run(60, carrying(0.2)).run(1, carrying(0.2)).run(5, carrying(0.2, false)).warnings,
    ).toEqual([]);
  });

  it('says nothing of a line that carries four fifths, and always speaks at a third', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.8, max: 1, noNaN: true }), (share) => {
        expect(recording().run(90, carrying(share)).changes).toBe(0);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.33, noNaN: true }), (share) => {
        expect(recording().run(45, carrying(share)).warnings).toEqual(['slow-upload']);
      }),
    );
  });
});
