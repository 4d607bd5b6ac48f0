import * as fc from 'fast-check';
import type { Size } from '../layout';
import type { Layer } from '../picture-painter';
import type { PersonFinder } from './person-finder';
import { sharpnessOf } from './person-mask';
import { SoftCamera, type BlurState } from './soft-camera';
import type { Surface } from './surface';

/** A canvas that remembers what was drawn last; `sharp` spreads from picture to picture as it would. */
interface FakeImage {
  width: number;
  height: number;
  isSharp: boolean;
}

function fakeSurface({ width, height }: Size): Surface {
  const image: FakeImage = { width, height, isSharp: false };
  const context = {
    canvas: image,
    globalCompositeOperation: '',
    drawImage: (from: FakeImage) => {
      image.isSharp = from.isSharp && from.width === width;
    },
    getImageData: () => ({ data: new Uint8ClampedArray(width * height * 4) }),
    putImageData: () => undefined,
  };
  return { image, context } as unknown as Surface;
}

const camera: Layer & { source: { image: unknown } & Size } = {
  source: { image: { width: 64, height: 36, isSharp: true }, width: 64, height: 36 } as never,
  version: 1,
};
const finder: PersonFinder = { size: { width: 2, height: 2 }, find: () => new Float32Array(4).fill(1) };

function setUp(load: () => Promise<PersonFinder>) {
  const states: BlurState[] = [];
  const soft = new SoftCamera(camera, {
    load,
    createSurface: fakeSurface,
    changed: (state) => states.push(state),
  });
  const isSharp = () => {
    soft.update();
    return (soft.source as unknown as { image: FakeImage }).image.isSharp;
  };
  return { soft, states, isSharp };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a camera whose background is put out of focus', () => {
  it('is itself as long as nobody wants that', () => {
    const { soft, isSharp, states } = setUp(async () => finder);
    expect(isSharp()).toBe(true);
    expect(soft.source?.image).toBe(camera.source.image);
    soft.setBlurred(false);
    expect(states).toEqual([]);
  });

  it('is soft as a whole from the first picture on, until the person can be found', async () => {
    let found!: (finder: PersonFinder) => void;
    const { soft, isSharp, states } = setUp(() => new Promise((resolve) => (found = resolve)));
    soft.setBlurred(true);
    expect([isSharp(), states]).toEqual([false, ['loading']]);
    found(finder);
    await settled();
    expect([isSharp(), states]).toEqual([true, ['loading', 'on']]);
  });

  it('stays soft as a whole when that fails, and tries again when it is asked again', async () => {
    let tries = 0;
    const { soft, isSharp, states } = setUp(async () => {
      tries += 1;
      if (tries === 1) throw new Error('no network');
      return finder;
    });
    soft.setBlurred(true);
    await settled();
    expect([isSharp(), states]).toEqual([false, ['loading', 'broken']]);
    soft.setBlurred(true);
    expect(tries).toBe(1);
    soft.setBlurred(false);
    expect(isSharp()).toBe(true);
    soft.setBlurred(true);
    await settled();
    expect(states).toEqual(['loading', 'broken', 'off', 'loading', 'on']);
  });

  it('goes on soft as a whole when the finder breaks in the middle', async () => {
    const find = jest.fn(finder.find);
    const { soft, isSharp, states } = setUp(async () => ({ ...finder, find }));
    soft.setBlurred(true);
    await settled();
    expect(isSharp()).toBe(true);
    find.mockImplementation(() => {
      throw new Error('out of memory');
    });
    camera.version += 1;
    expect([isSharp(), states]).toEqual([false, ['loading', 'on', 'broken']]);
  });

  it('stays off when it was switched off while it was getting ready', async () => {
    const { soft, states } = setUp(async () => finder);
    soft.setBlurred(true);
    soft.setBlurred(false);
    await settled();
    expect(states).toEqual(['loading', 'off']);
  });

  it('is drawn again for a new picture or a new state, and for nothing else', () => {
    const { soft } = setUp(async () => finder);
    soft.update();
    const { version } = soft;
    soft.update();
    expect(soft.version).toBe(version);
    soft.setBlurred(true);
    soft.update();
    expect(soft.version).toBe(version + 1);
    camera.version += 1;
    soft.update();
    expect(soft.version).toBe(version + 2);
  });
});

describe('how sharp a pixel is', () => {
  it('grows with the certainty, from nothing to all of it', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(sharpnessOf(less)).toBeLessThanOrEqual(sharpnessOf(more));
      }),
    );
    expect([0, 0.3, 0.5, 0.7, 1].map(sharpnessOf)).toEqual([0, 0, 128, 255, 255]);
  });
});
