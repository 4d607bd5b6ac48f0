import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { drawableText } from './pictures/drawable-text.js';
import {
  joinPreview,
  PreviewDrawer,
  type PreviewFormat,
  type PreviewHead,
  type PreviewSource,
  type PreviewStage,
} from './pictures/preview-drawer.js';
import { Recent } from './pictures/recent.js';
import { Turns } from './pictures/turns.js';

/** What the preview of a link shows. */
export interface Preview extends PreviewSource {
  /** Words drawn below it, usually the prospect's name; empty for none. */
  text: string;
  accentColor: string;
}

/** Grows by one whenever the same preview is drawn in another way. */
const drawingVersion = 1;
/** Cores are needed for more than pictures. */
const drawnAtOnce = 2;
const megabyte = 1_000_000;

/**
 * Previews for mails, drawn when somebody looks. A thousand people may open one mailing in the same minute: what is the same
 * for all of them is made once, and of a person's own there is one frame, which is kept in memory and nowhere else.
 */
@Injectable()
export class PreviewService {
  private readonly stages = new Recent<PreviewStage>(96 * megabyte, sizeOfStage);
  private readonly heads = new Recent<PreviewHead>(64 * megabyte, ({ bytes }) => bytes.length);
  private readonly turns = new Turns(drawnAtOnce);

  constructor(private readonly drawer: PreviewDrawer) {}

  /** A strong validator, with its quotes, known before anything is drawn: all that is drawn is in it. */
  etagOf(preview: Preview, format: PreviewFormat): string {
    const { previewKey, posterKey, text, accentColor } = preview;
    const drawn = [drawingVersion, previewKey ?? posterKey, drawableText(text), accentColor, format];
    return `"${createHash('sha256').update(JSON.stringify(drawn)).digest('base64url').slice(0, 22)}"`;
  }

  /** The parts of the file, in order. @throws the storage's error */
  async draw(preview: Preview, format: PreviewFormat): Promise<Buffer[]> {
    const { previewKey, posterKey, accentColor } = preview;
    const stage = await this.stages.get(JSON.stringify([previewKey ?? posterKey, format]), () =>
      this.turns.take(() => this.drawer.drawStage({ previewKey, posterKey }, format)),
    );
    const head = await this.heads.get(this.etagOf(preview, format), () =>
      this.turns.take(() => this.drawer.drawHead(stage, drawableText(preview.text), accentColor, format)),
    );
    return joinPreview(head, stage, format);
  }
}

function sizeOfStage({ first, frames }: PreviewStage): number {
  return frames.reduce((sum, { length }) => sum + length, first.byteLength);
}
