import { brightnessOfPixels, PictureProbe, type ProbedSource } from './picture-probe';

const pixels = (lumas: readonly number[]) =>
  Uint8ClampedArray.from(lumas.flatMap((luma) => [luma, luma, luma, 255]));
const plain = (luma: number) => Array.from({ length: 576 }, () => luma);

/** A canvas that shows what was drawn last: here a picture is only its brightness. */
function canvas() {
  let shown = 0;
  let draws = 0;
  const context = {
    drawImage: (image: unknown) => {
      shown = image as number;
      draws += 1;
    },
    getImageData: () => ({ data: pixels(plain(shown)) }),
  } as unknown as OffscreenCanvasRenderingContext2D;
  return { context, draws: () => draws };
}
const source = (luma: number | null, frameCount: number | null): ProbedSource => ({
  picture: luma === null ? null : { image: luma as unknown as CanvasImageSource, width: 1280, height: 720 },
  frameCount,
});
const none = source(null, 0);

describe('brightnessOfPixels', () => {
  it('ignores a few hot pixels and sees text on a dark screen', () => {
    expect(brightnessOfPixels(pixels(plain(12)))).toBe(12);
    expect(brightnessOfPixels(pixels(plain(0).map((_, at) => (at < 8 ? 255 : 0))))).toBe(0);
    expect(brightnessOfPixels(pixels(plain(0).map((_, at) => (at % 20 === 0 ? 200 : 20))))).toBe(200);
  });
});

describe('PictureProbe', () => {
  it('reports twice a second what was due, made and sent', () => {
    const { context } = canvas();
    const probe = new PictureProbe(0, 30);
    for (let index = 0; index < 12; index += 1) probe.countMade();
    expect(probe.report(400, context, { screen: none, camera: source(90, 9) })).toBeNull();
    expect(probe.report(500, context, { screen: none, camera: source(90, 13) })).toEqual({
      due: 15,
      made: 12,
      screen: { frames: 0, brightness: null },
      camera: { frames: 13, brightness: 90 },
    });
    expect(probe.report(1000, context, { screen: none, camera: source(90, 20) })).toMatchObject({
      due: 15,
      made: 0,
      camera: { frames: 7 },
    });
  });

  it('looks at a source once a second, and not again while it stands still', () => {
    const { context, draws } = canvas();
    const probe = new PictureProbe(0, 30);
    for (let at = 500; at <= 10_000; at += 500)
      probe.report(at, context, { screen: source(50, 1), camera: none });
    expect(draws()).toBe(1);
    for (let at = 10_500; at <= 20_000; at += 500)
      probe.report(at, context, { screen: source(50, at), camera: none });
    expect(draws()).toBe(11);
  });

  it('forgets the picture of a source that is gone, and says nothing of frames that nobody counts', () => {
    const { context } = canvas();
    const probe = new PictureProbe(0, 30);
    probe.report(500, context, { screen: none, camera: source(90, null) });
    expect(probe.report(1000, context, { screen: none, camera: source(null, null) })?.camera).toEqual({
      frames: null,
      brightness: null,
    });
  });
});
