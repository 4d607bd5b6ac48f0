import * as fc from 'fast-check';
import type { SourceFacts } from './media-facts.js';
import { expectedFrames, fitLines, frameRateCap, prepareFilters, toEven } from './plan.js';
import { nextPreviewStep, planPoster, planPreview, previewSteps } from './plan-images.js';
import { planJoin } from './plan-join.js';
import { planPlayable } from './plan-playable.js';
import { ladder, planRenditions } from './plan-renditions.js';

const setting = { hasZscale: true, threads: 2 };
const facts: SourceFacts = {
  container: 'mov',
  durationMs: 60_000,
  width: 1920,
  height: 1080,
  fps: 30,
  frameCount: 1800,
  videoCodec: 'h264',
  pixelFormat: 'yuv420p',
  rotation: 0,
  isInterlaced: false,
  isHdr: false,
  hasAudio: true,
  audioCodec: 'aac',
  audioStreamIndex: 1,
  canCopyAudio: true,
  canCopyVideo: true,
  isPartial: false,
  videoStreamIndex: 0,
  sizeBytes: 10_000_000,
};
const encoded: SourceFacts = { ...facts, canCopyVideo: false, canCopyAudio: false, videoCodec: 'vp9' };

/** The value behind an option. */
function after(options: readonly string[], name: string): string | undefined {
  return options[options.indexOf(name) + 1];
}

describe('planPlayable', () => {
  it('copies picture and sound of an H.264 + AAC source', () => {
    const [output] = planPlayable(facts, setting).outputs;
    expect(after(output?.options ?? [], '-c:v')).toBe('copy');
    expect(after(output?.options ?? [], '-c:a')).toBe('copy');
    expect(output?.files).toEqual([{ file: 'playable.mp4', isCopy: true }]);
  });

  it('encodes everything else at no more than 720 lines, as fast as possible', () => {
    const [output] = planPlayable(encoded, setting).outputs;
    expect(after(output?.options ?? [], '-preset')).toBe('ultrafast');
    expect(after(output?.options ?? [], '-vf')).toContain('scale=w=1280:h=720');
  });

  it('has no sound option but -an for a silent source', () => {
    const { audioStreamIndex: _, ...silent } = { ...facts, hasAudio: false, canCopyAudio: false };
    expect(planPlayable(silent, setting).outputs[0]?.options).toContain('-an');
  });
});

describe('planRenditions', () => {
  it('lays the ladder below the source and copies only the top of an H.264 source', () => {
    expect(ladder(facts)).toEqual([
      { lines: 1080, isCopy: true },
      { lines: 720, isCopy: false },
      { lines: 480, isCopy: false },
      { lines: 360, isCopy: false },
    ]);
    expect(ladder({ ...encoded, width: 640, height: 360 })).toEqual([{ lines: 360, isCopy: false }]);
  });

  it('decodes once and gives every output its own branch', () => {
    const [{ options, target } = { options: [], target: '' }] = planRenditions(encoded, setting).outputs;
    const graph = after(options, '-filter_complex') ?? '';
    expect(graph).toContain('split=4[s0][s1][s2][s3]');
    // In pieces: its last three seconds come at once, and take a tenth of a second and 50 MB by themselves.
    expect(graph).toMatch(/loudnorm=I=-16[^,]*,asetnsamples=n=19200:p=0,aresample=48000/);
    const mapped = options.filter((_, index) => options[index - 1] === '-map');
    expect(mapped).toEqual(['[v0]', '[v1]', '[v2]', '[v3]', '[a]']);
    expect(target.split('|').map((one) => /select=(\S+):onfail=abort.*](.*)/.exec(one)?.slice(1))).toEqual([
      [String.raw`\'v:0,a\'`, 'rendition-1080.mp4'],
      [String.raw`\'v:1,a\'`, 'rendition-720.mp4'],
      [String.raw`\'v:2,a\'`, 'rendition-480.mp4'],
      [String.raw`\'v:3,a\'`, 'rendition-360.mp4'],
    ]);
  });

  it('never lets metadata, chapters, subtitles or data through, and fragments every file', () => {
    const [{ options, target } = { options: [], target: '' }] = planRenditions(facts, setting).outputs;
    expect(options).toEqual(expect.arrayContaining(['-map_metadata', '-map_chapters', '-sn', '-dn']));
    for (const one of target.split('|'))
      expect(one).toContain('movflags=+frag_keyframe+empty_moov+default_base_moof+skip_trailer]');
  });

  it('never upscales and always gives even sizes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 8192 }), fc.integer({ min: 16, max: 8192 }), (width, height) => {
        const source = { ...encoded, width, height };
        for (const rung of ladder(source)) {
          const size = fitLines(source, rung.lines);
          expect([size.width % 2, size.height % 2]).toEqual([0, 0]);
          expect(size.width).toBeLessThanOrEqual(width);
          expect(size.height).toBeLessThanOrEqual(height);
        }
      }),
    );
  });
});

describe('frames', () => {
  it('caps at 30 and keeps 60 for sources above 45', () => {
    expect([24, 30, 45, 46, 60, 1000].map(frameRateCap)).toEqual([30, 30, 30, 60, 60, 60]);
    expect(expectedFrames({ ...facts, fps: 1000, frameCount: 500 })).toBe(30);
    expect(prepareFilters({ ...facts, fps: 30 }, setting)).toEqual([]);
    expect(prepareFilters({ ...facts, fps: 40 }, setting)[0]).toContain('select=');
  });

  it('tone-maps high dynamic range, with what this ffmpeg has', () => {
    const hdr = { ...encoded, isHdr: true };
    expect(prepareFilters(hdr, setting).join(',')).toContain('tonemap');
    expect(prepareFilters(hdr, { ...setting, hasZscale: false })).toEqual(['format=yuv420p']);
    expect(after(planRenditions(hdr, setting).outputs[0]?.options ?? [], '-color_trc:v:0')).toBe('bt709');
  });

  it('rounds down to even numbers', () => {
    expect([1, 2, 3, 321, 0].map(toEven)).toEqual([2, 2, 2, 320, 2]);
  });
});

describe('images and joining', () => {
  it('keeps the moment of a poster inside of the video', () => {
    expect(after(planPoster(facts, setting, 99_000_000).inputOptions, '-ss')).toBe('59.900');
    expect(after(planPoster(facts, setting, -5).inputOptions, '-ss')).toBe('0.000');
  });

  it('steps the preview down in size and colours', () => {
    const graphs = previewSteps.map((step) =>
      planPreview(facts, setting, 0, step).outputs[0]?.options.join(' '),
    );
    expect(graphs[0]).toContain('scale=w=480:h=270');
    expect(graphs[0]).toContain('max_colors=96');
    expect(graphs[1]).toContain('scale=w=320:h=180');
    expect(graphs[1]).toContain('max_colors=64');
  });

  it('passes over a preview that would be too large as well', () => {
    const [first, second, third] = previewSteps;
    expect(nextPreviewStep(first!, 1_500_000)).toBeUndefined();
    expect(nextPreviewStep(first!, 2_000_000)).toBe(second);
    expect(nextPreviewStep(first!, 9_000_000)).toBe(third);
    expect(nextPreviewStep(second!, 1_600_000)).toBe(third);
    expect(nextPreviewStep(third!, 9_000_000)).toBeUndefined();
  });

  it('gives a silent run silence when another one has sound', () => {
    const { audioStreamIndex: _, ...silent } = { ...facts, hasAudio: false, canCopyAudio: false };
    const graph = after(planJoin([facts, silent], setting).outputs[0]?.options ?? [], '-filter_complex');
    expect(graph).toContain('anullsrc=r=48000:cl=stereo,atrim=duration=60.000');
    expect(graph).toContain('concat=n=2:v=1:a=1[v][a]');
  });
});
