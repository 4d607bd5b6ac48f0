import { landscape } from './layout';
import { defaultLook } from './look';
import { PicturePainter, type Context2d, type Layer } from './picture-painter';

/** A canvas that only writes down what is drawn, as `screen x,y,width,height` in whole pixels. */
class NotedCanvas {
  readonly canvas = landscape;
  private notes: string[] = [];

  fillRect(): void {
    this.notes.push('backdrop');
  }
  globalAlpha = 1;

  drawImage(image: unknown, ...places: number[]): void {
    const place = places.slice(-4).map(Math.round).join();
    this.notes.push(`${String(image)} ${place}${this.globalAlpha < 1 ? ` at ${this.globalAlpha}` : ''}`);
  }
  scale(x: number): void {
    this.notes.push(x === -1 ? 'mirrored' : 'scaled');
  }
  save(): void {}
  restore(): void {}
  beginPath(): void {}
  roundRect(): void {}
  clip(): void {}
  stroke(): void {}
  translate(): void {}

  /** What was drawn since the last call. */
  take(): string[] {
    return this.notes.splice(0);
  }
}

const layer = (name: string, version: number): Layer => ({
  source: { image: name as unknown as CanvasImageSource, width: 1280, height: 720 },
  version,
});
const none = (version: number): Layer => ({ source: null, version });

const screenWhole = 'screen 0,0,1280,720';
const bottomLeft = 'camera 29,489,202,202';

describe('the painter', () => {
  let noted: NotedCanvas;
  let painter: PicturePainter;

  beforeEach(() => {
    noted = new NotedCanvas();
    painter = new PicturePainter(noted as unknown as Context2d);
  });

  /** What is drawn for a picture. */
  function paint(screen: Layer, camera: Layer, nowMs = 0): string[] {
    painter.paint(screen, camera, nowMs);
    return noted.take();
  }

  it('draws screen and camera, then only what changed', () => {
    expect(paint(layer('screen', 1), layer('camera', 1))).toEqual(['backdrop', screenWhole, bottomLeft]);
    expect(paint(layer('screen', 1), layer('camera', 1))).toEqual([]);
    expect(paint(layer('screen', 1), layer('camera', 2))).toEqual([bottomLeft]);
    expect(paint(layer('screen', 2), layer('camera', 2))).toEqual(['backdrop', screenWhole, bottomLeft]);
  });

  it('wipes the bubble away when it moved or the camera is gone', () => {
    paint(layer('screen', 1), layer('camera', 1));
    painter.setLook({ ...defaultLook, place: { x: 1, y: 0 } }, 0);
    expect(paint(layer('screen', 1), layer('camera', 1))).toEqual([
      'backdrop',
      screenWhole,
      'camera 1049,29,202,202',
    ]);
    expect(paint(layer('screen', 1), none(2))).toEqual(['backdrop', screenWhole]);
  });

  it('draws everything again on a canvas that was emptied', () => {
    paint(layer('screen', 1), layer('camera', 1));
    painter.setContext(noted as unknown as Context2d);
    expect(paint(layer('screen', 1), layer('camera', 1))).toHaveLength(3);
  });

  it('mirrors the camera and never the screen', () => {
    painter.setLook({ ...defaultLook, isMirrored: true }, 0);
    expect(paint(layer('screen', 1), layer('camera', 1))).toEqual([
      'backdrop',
      screenWhole,
      'mirrored',
      bottomLeft,
    ]);
  });

  it('lets the camera grow over the screen, leaves the screen alone beneath it, and gives it back', () => {
    paint(layer('screen', 1), layer('camera', 1));
    painter.setLook({ ...defaultLook, isCameraFull: true }, 1000);
    const halfway = paint(layer('screen', 1), layer('camera', 2), 1150);
    expect(halfway).toEqual(['backdrop', screenWhole, 'camera 15,245,741,461']);
    expect(paint(layer('screen', 1), layer('camera', 3), 1300)).toEqual(['camera 0,0,1280,720']);
    expect(paint(layer('screen', 2), layer('camera', 3), 1400)).toEqual(['camera 0,0,1280,720']);
    painter.setLook(defaultLook, 2000);
    expect(paint(layer('screen', 2), layer('camera', 4), 2300)).toEqual([
      'backdrop',
      screenWhole,
      bottomLeft,
    ]);
  });

  describe('with a card', () => {
    let isClosed: boolean;
    let card: ImageBitmap;
    const cardWhole = 'card 0,0,1280,720';

    beforeEach(() => {
      isClosed = false;
      const image = { toString: () => 'card', close: () => (isClosed = true), width: 1280, height: 720 };
      card = image as unknown as ImageBitmap;
    });

    it('covers everything with it, once', () => {
      painter.setCard(card, 0);
      expect(paint(layer('screen', 1), layer('camera', 1))).toEqual([cardWhole]);
      expect(paint(layer('screen', 2), layer('camera', 2), 5000)).toEqual([]);
    });

    it('lets it fade over sources that go on, and gives it back', () => {
      painter.setCard(card, 0);
      paint(layer('screen', 1), layer('camera', 1));
      painter.setCard(null, 2000);
      expect(paint(layer('screen', 1), layer('camera', 2), 2150)).toEqual([
        'backdrop',
        screenWhole,
        bottomLeft,
        `${cardWhole} at 0.5`,
      ]);
      expect(isClosed).toBe(false);
      expect(paint(layer('screen', 1), layer('camera', 2), 2300)).toEqual([
        'backdrop',
        screenWhole,
        bottomLeft,
      ]);
      expect(isClosed).toBe(true);
      expect(paint(layer('screen', 1), layer('camera', 2), 2400)).toEqual([]);
    });

    it('draws it again on another canvas', () => {
      painter.setCard(card, 0);
      paint(none(0), none(0));
      painter.setContext(noted as unknown as Context2d);
      expect(paint(none(0), none(0))).toEqual([cardWhole]);
    });
  });

  it('shows the backdrop alone while there is nothing', () => {
    expect(paint(none(0), none(0))).toEqual(['backdrop']);
    expect(paint(none(0), none(0))).toEqual([]);
  });
});
