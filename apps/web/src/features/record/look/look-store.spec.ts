import * as fc from 'fast-check';
import { bubbleShapes, bubbleSizes, defaultLook } from '../../../recorder/look';
import { rememberedLook, rememberLook } from './look-store';

function memoryStore(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
  };
}

describe('the remembered look', () => {
  it('is the default one at first', () => {
    expect(rememberedLook(memoryStore())).toEqual(defaultLook);
  });

  it('comes back as it was, but never with the camera full', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);
    const looks = fc.record({
      shape: fc.constantFrom(...bubbleShapes),
      size: fc.constantFrom(...bubbleSizes),
      place: fc.record({ x: share, y: share }),
      isMirrored: fc.boolean(),
      isBackgroundSoft: fc.boolean(),
      isCameraFull: fc.boolean(),
    });
    fc.assert(
      fc.property(looks, (look) => {
        const store = memoryStore();
        rememberLook(store, look);
        expect(rememberedLook(store)).toEqual({ ...look, isCameraFull: false });
      }),
    );
  });

  it.each(['', 'null', '{', '[]', '{"shape":"oval"}', '{"place":{"x":7,"y":0}}'])(
    'is the default one when %s is stored',
    (text) => {
      expect(rememberedLook(memoryStore(text))).toEqual(defaultLook);
    },
  );
});
