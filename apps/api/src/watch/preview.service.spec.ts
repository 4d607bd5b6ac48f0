import type { PreviewDrawer, PreviewHead, PreviewStage } from './pictures/preview-drawer.js';
import { type Preview, PreviewService } from './preview.service.js';

const preview: Preview = { previewKey: 'a', posterKey: 'p', text: 'Hi Anna', accentColor: '#17614f' };

/** Draws nothing, counts, and takes its time: others want to draw meanwhile. */
class CountedDrawer {
  stages = 0;
  heads = 0;
  atOnce = 0;
  mostAtOnce = 0;

  async drawStage(): Promise<PreviewStage> {
    this.stages += 1;
    await this.work();
    const size = { width: 4, height: 4 };
    return { size, first: new Uint32Array(16), delayMs: 130, frames: [Buffer.from('frame')] };
  }

  async drawHead(_: PreviewStage, text: string): Promise<PreviewHead> {
    this.heads += 1;
    await this.work();
    return { bytes: Buffer.from(`head ${text} `), canvas: { width: 4, height: 4 } };
  }

  private async work() {
    this.mostAtOnce = Math.max(this.mostAtOnce, (this.atOnce += 1));
    await new Promise((resolve) => void setImmediate(resolve));
    this.atOnce -= 1;
  }
}

function serviceWith(drawer: CountedDrawer) {
  return new PreviewService(drawer as unknown as PreviewDrawer);
}

it('draws a mailing that a thousand people open at once: the animation once, no more than two names at a time', async () => {
  const drawer = new CountedDrawer();
  const service = serviceWith(drawer);
  const texts = Array.from({ length: 1000 }, (_, index) => `Hi ${index}`);
  const drawn = await Promise.all(texts.map((text) => service.draw({ ...preview, text }, 'gif')));
  expect(drawn.map(([head]) => String(head).trim())).toEqual(texts.map((text) => `head ${text}`));
  expect([drawer.stages, drawer.heads, drawer.mostAtOnce]).toEqual([1, 1000, 2]);
  expect(new Set(drawn.map(([, frame]) => frame)).size).toBe(1);
});

it('draws again whatever would look otherwise, and nothing else', async () => {
  const drawer = new CountedDrawer();
  const service = serviceWith(drawer);
  const same = [preview, { ...preview, posterKey: 'q' }, { ...preview, text: ' Hi  Anna\u202E' }];
  for (const each of same) await service.draw(each, 'gif');
  expect([drawer.stages, drawer.heads]).toEqual([1, 1]);
  const others: Preview[] = [
    { ...preview, text: 'Hi Eve' },
    { ...preview, accentColor: '#000000' },
    { ...preview, previewKey: 'b' },
    { ...preview, previewKey: null },
  ];
  for (const each of others) await service.draw(each, 'gif');
  await service.draw(preview, 'webp');
  expect([drawer.stages, drawer.heads]).toEqual([4, 6]);
  const all = [preview, ...others];
  const etags = all.flatMap((each) => [service.etagOf(each, 'gif'), service.etagOf(each, 'webp')]);
  expect(new Set(etags).size).toBe(2 * all.length);
});
