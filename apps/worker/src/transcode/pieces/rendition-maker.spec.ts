import type { Video } from '@app/database';
import { type MediaTools, PiecesMismatchError, type Rendition, type SourceFacts } from '@app/media';
import { Logger } from '@nestjs/common';
import type { SourceService } from '../source.service.js';
import type { PieceDesk } from './piece-desk.service.js';
import { type LadderOrder, PieceLadder, type PiecesPlan } from './piece-ladder.service.js';
import { pieceLengthMs, pieceRules } from './piece-rules.js';
import { RenditionMaker } from './rendition-maker.service.js';

beforeAll(() => Logger.overrideLogger(false));

const piece = { fromMs: 0, toMs: null, firstPictureUs: 0 };
const facts = { durationMs: 600_000, isPartial: false } as SourceFacts;
const order: LadderOrder = {
  video: { id: 'video', attempt: 1 } as Video,
  workDir: '/work',
  input: '/uploads/one',
  outDir: '/work/out',
  facts,
  cut: null,
  signal: new AbortController().signal,
  onProgress: () => undefined,
};
const cut = { kept: [{ fromMs: 0, toMs: 1000 }], wholeKey: 'whole', sourceDurationMs: 600_000 };

/** A ladder that divides everything it may; the world around it can be changed. */
function ladderIn({ slots = 2, upload = { id: 'one' } as object | null, pieces = [piece, piece] } = {}) {
  const media = { pieces: { split: async () => pieces } };
  return new PieceLadder(
    {} as PieceDesk,
    { count: async () => ({ workers: slots, slots }) } as never,
    { findUpload: async () => upload } as unknown as SourceService,
    media as unknown as MediaTools,
    pieceRules,
  );
}

describe('PieceLadder', () => {
  it('divides a long video where several pieces can be encoded at a time', async () => {
    expect(await ladderIn().plan(order)).toEqual({ upload: { id: 'one' }, pieces: [piece, piece] });
  });

  it.each<[string, Partial<LadderOrder>, Parameters<typeof ladderIn>[0]]>([
    ['a short video', { facts: { ...facts, durationMs: 179_999 } }, {}],
    ['a cut one', { cut }, {}],
    ['a damaged one', { facts: { ...facts, isPartial: true } }, {}],
    ['anything for a worker that is alone', {}, { slots: 1 }],
    ['a source that others cannot see', {}, { upload: null }],
    ['a picture without a good place to divide it at', {}, { pieces: [] }],
  ])('does not divide %s', async (_, change, world) => {
    expect(await ladderIn(world).plan({ ...order, ...change })).toBeNull();
  });
});

test.each([
  ['several for every worker', 5, 2, 50_000],
  ['none too short', 5, 10, 30_000],
  ['none too long', 60, 2, 60_000],
])('the length of pieces: %s', (_, minutes, slots, lengthMs) => {
  expect(pieceLengthMs(pieceRules, minutes * 60_000, slots)).toBe(lengthMs);
});

describe('RenditionMaker', () => {
  const whole = [{ file: 'at-once' }] as Rendition[];
  const inPieces = [{ file: 'in-pieces' }] as Rendition[];
  const plan = {} as PiecesPlan;
  const maker = (ladder: Partial<PieceLadder>) =>
    new RenditionMaker(ladder as PieceLadder, { makeRenditions: async () => whole } as unknown as MediaTools);

  it('encodes at once what is not divided', async () => {
    expect(await maker({ plan: async () => null }).make(order)).toBe(whole);
  });

  it('takes what the pieces make', async () => {
    expect(await maker({ plan: async () => plan, make: async () => inPieces }).make(order)).toBe(inPieces);
  });

  it('encodes at once when pieces do not fit together, and only then', async () => {
    const gap = new PiecesMismatchError('a gap');
    expect(await maker({ plan: async () => plan, make: () => Promise.reject(gap) }).make(order)).toBe(whole);
    const full = maker({ plan: async () => plan, make: () => Promise.reject(new Error('disk full')) });
    await expect(full.make(order)).rejects.toThrow('disk full');
  });
});
