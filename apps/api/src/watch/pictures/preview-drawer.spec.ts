import { Readable } from 'node:stream';
import sharp from 'sharp';
import type { Storage } from '@app/storage';
import { frameAt, inkBelow, makeAnimation } from '../../../../../test/support/animation.js';
import { joinPreview, maxPreviewBytes, PreviewDrawer, type PreviewFormat } from './preview-drawer.js';

jest.setTimeout(30_000);

const drawerOf = (bytes: Buffer) =>
  new PreviewDrawer({ read: async () => ({ stream: Readable.from([bytes]) }) } as unknown as Storage);

async function previewOf(animation: Buffer, text: string, format: PreviewFormat): Promise<Buffer> {
  const drawer = drawerOf(animation);
  const stage = await drawer.drawStage({ previewKey: 'preview.gif', posterKey: null }, format);
  const head = await drawer.drawHead(stage, text, '#17614f', format);
  return Buffer.concat(joinPreview(head, stage, format));
}

/** The middle of the pictures of 320 × 180, in the white of the button's triangle. */
const buttonAt = 90 * 320 + 160;

describe.each(['gif', 'webp'] as const)('a preview as %s', (format) => {
  it('moves as the animation does, for ever', async () => {
    const preview = await previewOf(makeAnimation(), 'Hi Anna', format);
    const { pages, delay, loop, width, pageHeight } = await sharp(preview, { animated: true }).metadata();
    expect([pages, loop, width, pageHeight]).toEqual([8, 0, 320, 180 + 31]);
    expect(delay).toEqual(Array.from({ length: 8 }, () => 130));
    for (const page of [0, 3, 7]) {
      const { pixels } = await frameAt(preview, page);
      const lightRows = [5, 35, 75].map((row) => (pixels[row * 320 + 20] ?? 0) > 128);
      expect(lightRows).toEqual([page === 0, page === 3, page === 7]);
    }
  });

  it('carries name and play button from the first frame to the last', async () => {
    const preview = await previewOf(makeAnimation({ frames: 12 }), 'Hi Anna', format);
    const first = inkBelow(await frameAt(preview), 180);
    expect(first).not.toBeNull();
    // The bar passes behind the button in the tenth frame.
    for (const page of [0, 4, 9, 11]) {
      const frame = await frameAt(preview, page);
      expect(inkBelow(frame, 180)).toEqual(first);
      expect(frame.pixels[buttonAt]).toBeGreaterThan(220);
      expect(frame.pixels[buttonAt + 16]).toBeLessThan(120);
    }
  });

  it('has a play button alone when there are no words', async () => {
    const preview = await previewOf(makeAnimation(), '', format);
    const frame = await frameAt(preview);
    expect([frame.height, (frame.pixels[buttonAt] ?? 0) > 220]).toEqual([180, true]);
  });

  it('is small enough for a mail, whatever moves', async () => {
    const noise = makeAnimation({ width: 480, height: 270, frames: 16, isNoisy: true });
    expect(noise.length).toBeGreaterThan(maxPreviewBytes);
    const preview = await previewOf(noise, 'Hi Anna', format);
    expect(preview.length).toBeLessThanOrEqual(maxPreviewBytes);
    const { pages = 1 } = await sharp(preview, { animated: true }).metadata();
    expect(pages).toBeGreaterThan(1);
    expect(inkBelow(await frameAt(preview, pages - 1), 270)).not.toBeNull();
  });

  it('is made of one picture while there is no animation', async () => {
    const drawer = drawerOf(Buffer.alloc(0));
    const stage = await drawer.drawStage({ previewKey: null, posterKey: null }, format);
    const head = await drawer.drawHead(stage, 'Hi Anna', '#17614f', format);
    const preview = Buffer.concat(joinPreview(head, stage, format));
    const { pages = 1, width } = await sharp(preview, { animated: true }).metadata();
    expect([pages, width, preview.length < 100_000]).toEqual([1, 480, true]);
    expect(inkBelow(await frameAt(preview), 270)).not.toBeNull();
  });

  it.each([
    [16, 16],
    [2, 40],
    [40, 2],
    [121, 37],
    [200, 356],
  ])('is drawn for a picture of %d × %d', async (width, height) => {
    const preview = await previewOf(makeAnimation({ width, height, frames: 2 }), 'Hi Anna', format);
    expect(await sharp(preview, { animated: true }).metadata()).toMatchObject({ width, pages: 2 });
  });
});

it('is smaller as WebP', async () => {
  const noise = makeAnimation({ isNoisy: true });
  const [gif, webp] = [await previewOf(noise, 'Hi Anna', 'gif'), await previewOf(noise, 'Hi Anna', 'webp')];
  expect(webp.length).toBeLessThan(gif.length / 2);
});
