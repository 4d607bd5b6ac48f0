import { type CaptionCue, languageTagSchema, shownKept, toPlayedCues, toSourceCues } from '@app/contracts';
import { CaptionsRepository, type Video } from '@app/database';
import { Injectable } from '@nestjs/common';
import { keptOf } from '../captions/kept-of.js';
import { byPreference } from './language-preference.js';
import type { ShownCaptions } from './page/watch-page.js';

/** Most captions whose words may stand in the page itself. */
const maxInline = 60;

/** Captions as viewers get them: in played time, the language that they read best first. */
@Injectable()
export class WatchCaptions {
  constructor(private readonly captions: CaptionsRepository) {}

  /** What the player of a page offers. @param accepted header `Accept-Language` */
  async shownOf(video: Video, accepted: string | undefined): Promise<ShownCaptions[]> {
    const languages = byPreference(await this.captions.findOfVideo(video.id), accepted).filter(
      ({ cueCount }) => cueCount > 0,
    );
    return Promise.all(
      languages.map(async ({ language, label, cueCount }, index) => ({
        language,
        label,
        cues: index === 0 && cueCount <= maxInline ? await this.cuesOf(video, language) : null,
      })),
    );
  }

  /** Null when there are none of this language. @param language as the request spells it */
  async cuesOf(video: Video, language: unknown): Promise<CaptionCue[] | null> {
    const tag = languageTagSchema.safeParse(language);
    const found = tag.success ? await this.captions.find(video.id, tag.data) : null;
    if (!found) return null;
    // What was cut a moment ago is not to be read any more, though the file that plays still has it.
    const shown = shownKept(keptOf(video), video.kept);
    return toPlayedCues(toSourceCues(toPlayedCues(found.cues, shown), shown), keptOf(video));
  }
}
