import * as fc from 'fast-check';
import {
  arrange,
  bubblePlaceAt,
  bubbleRectangle,
  contain,
  cover,
  landscape,
  pictureSize,
  type Rectangle,
  type Size,
} from './layout';
import { bubbleShapes, bubbleSizes, defaultLook } from './look';

const size = fc.record({
  width: fc.integer({ min: 16, max: 8192 }),
  height: fc.integer({ min: 16, max: 8192 }),
});
const share = fc.double({ min: 0, max: 1, noNaN: true });
const looks = fc.record({
  shape: fc.constantFrom(...bubbleShapes),
  size: fc.constantFrom(...bubbleSizes),
  place: fc.record({ x: share, y: share }),
  isMirrored: fc.boolean(),
  isBackgroundSoft: fc.boolean(),
  isCameraFull: fc.boolean(),
});
const pictures = fc.constantFrom(landscape, { width: 720, height: 1280 }, { width: 1920, height: 1080 });
const camera: Size = { width: 1280, height: 720 };

/** One pixel is left to rounding. */
function expectInside({ x, y, width, height }: Rectangle, outer: Size): void {
  expect(x).toBeGreaterThanOrEqual(-1);
  expect(y).toBeGreaterThanOrEqual(-1);
  expect(x + width).toBeLessThanOrEqual(outer.width + 1);
  expect(y + height).toBeLessThanOrEqual(outer.height + 1);
}

describe('layout', () => {
  it('shows a screen whole and centred', () => {
    expect(contain({ width: 1920, height: 1200 }, landscape).to).toEqual({
      x: 64,
      y: 0,
      width: 1152,
      height: 720,
    });
  });

  it('puts the camera as a circle at the bottom left of a screen', () => {
    const places = arrange({ width: 1920, height: 1080 }, camera, landscape, defaultLook, 0);
    expect(places.camera).toEqual({
      from: { x: 280, y: 0, width: 720, height: 720 },
      to: { x: 29, y: 489, width: 202, height: 202 },
      radius: 101,
      ring: 4,
    });
  });

  it('lets the camera fill the picture when the screen is gone', () => {
    const places = arrange(null, { width: 640, height: 480 }, landscape, defaultLook, 0);
    expect(places.screen).toBeNull();
    expect(places.camera).toMatchObject({ to: { x: 0, y: 0, width: 1280, height: 720 }, radius: 0, ring: 0 });
  });

  it('takes the size of a canvas, whose fields are getters', () => {
    class Canvas {
      get width() {
        return 1280;
      }
      get height() {
        return 720;
      }
    }
    expect(arrange(null, new Canvas(), new Canvas(), defaultLook, 0).camera?.to).toEqual({
      x: 0,
      y: 0,
      ...landscape,
    });
  });

  it('stands upright only for an upright camera alone', () => {
    const phone = { width: 720, height: 1280 };
    expect(pictureSize('camera', phone)).toEqual({ width: 720, height: 1280 });
    expect(pictureSize('screen-and-camera', phone)).toEqual(landscape);
    expect(pictureSize('camera', { width: 640, height: 480 })).toEqual(landscape);
  });

  it('never leaves source or picture', () => {
    fc.assert(
      fc.property(size, size, (source, target) => {
        expectInside(contain(source, target).to, target);
        const { from } = cover(source, { x: 0, y: 0, ...target });
        expect(from.x).toBeGreaterThanOrEqual(-0.01);
        expect(from.y).toBeGreaterThanOrEqual(-0.01);
        expect(from.width).toBeLessThanOrEqual(source.width + 0.01);
        expect(from.height).toBeLessThanOrEqual(source.height + 0.01);
      }),
    );
  });

  it('keeps the bubble whole inside of the picture, and small enough to leave room for the screen', () => {
    fc.assert(
      fc.property(looks, pictures, (look, picture) => {
        const to = bubbleRectangle(look, picture);
        const shorter = Math.min(picture.width, picture.height);
        expect(to.width).toBe(to.height);
        expect(to.width).toBeLessThanOrEqual(shorter * 0.55);
        // Never nearer to an edge than the margin, less a rounded pixel.
        const margin = shorter * 0.04 - 1;
        expect(Math.min(to.x, to.y)).toBeGreaterThanOrEqual(margin);
        expect(picture.width - to.x - to.width).toBeGreaterThanOrEqual(margin);
        expect(picture.height - to.y - to.height).toBeGreaterThanOrEqual(margin);
      }),
    );
  });

  it('finds the place again at which a bubble stands', () => {
    fc.assert(
      fc.property(looks, pictures, (look, picture) => {
        const place = bubblePlaceAt(bubbleRectangle(look, picture), look.size, picture);
        expect(place.x).toBeCloseTo(look.place.x, 2);
        expect(place.y).toBeCloseTo(look.place.y, 2);
      }),
    );
  });

  it('has four sizes, each larger than the one before', () => {
    const sides = bubbleSizes.map((name) => bubbleRectangle({ ...defaultLook, size: name }, landscape).width);
    expect(sides).toEqual([144, 202, 274, 374]);
  });

  it('grows the camera over the whole picture without leaving it', () => {
    fc.assert(
      fc.property(size, size, looks, pictures, share, (screen, source, look, picture, fill) => {
        const place = arrange(screen, source, picture, look, fill).camera;
        if (!place) throw new Error('There is a camera.');
        expectInside(place.to, picture);
        expectInside(place.from, source);
        expect(place.radius).toBeLessThanOrEqual(Math.min(place.to.width, place.to.height) / 2 + 0.01);
      }),
    );
    const full = arrange(camera, camera, landscape, defaultLook, 1);
    expect(full).toEqual({ screen: null, camera: cover(camera, { x: 0, y: 0, ...landscape }) });
  });
});
