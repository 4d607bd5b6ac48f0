import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Captions } from './captions.entity.js';
import { lockVideo } from './video-processing.js';

/** Captions without their cues. */
export type CaptionsSummary = Pick<Captions, 'language' | 'label' | 'source' | 'updatedAt'> & {
  cueCount: number;
};

/** Captions of one language, to be stored as a whole. */
export type CaptionsToSave = Pick<Captions, 'workspaceId' | 'videoId' | 'language' | 'source' | 'cues'> & {
  /** What is there keeps its name where none is given. */
  label?: string;
  /** Name of captions that are new and given none. */
  defaultLabel: string;
};

/** Why captions were not stored: the video is gone, somebody else changed them, or it has languages enough. */
export type CaptionsRefusal = 'gone' | 'conflict' | 'full';

/** Captions of videos, one row for each language. */
@Injectable()
export class CaptionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The oldest language first. */
  findOfVideo(videoId: string): Promise<CaptionsSummary[]> {
    return this.dataSource.query(
      `select language, label, source, jsonb_array_length(cues) as "cueCount", updated_at as "updatedAt"
         from captions where video_id = $1 order by created_at, language`,
      [videoId],
    );
  }

  find(videoId: string, language: string): Promise<Captions | null> {
    return this.dataSource.manager.findOneBy(Captions, { videoId, language });
  }

  /**
   * Stores captions in the place of what there is of this language.
   * @param expectedVersion the version that was changed, 0 for none; undefined: whatever is there
   * @param maxLanguages of one video
   */
  save(
    captions: CaptionsToSave,
    expectedVersion: number | undefined,
    maxLanguages: number,
  ): Promise<Captions | CaptionsRefusal> {
    return this.inVideo(captions, async (manager, known) => {
      if (expectedVersion !== undefined && expectedVersion !== (known?.version ?? 0)) return 'conflict';
      const isFull =
        !known && (await manager.countBy(Captions, { videoId: captions.videoId })) >= maxLanguages;
      return isFull ? 'full' : write(manager, captions, known);
    });
  }

  /** @returns false when there were none */
  async remove(videoId: string, language: string): Promise<boolean> {
    const { affected } = await this.dataSource.manager.delete(Captions, { videoId, language });
    return (affected ?? 0) > 0;
  }

  /** Runs with the video's row locked: two changes of one video follow one another. */
  private inVideo(
    { videoId, language }: CaptionsToSave,
    change: (manager: EntityManager, known: Captions | null) => Promise<Captions | CaptionsRefusal>,
  ): Promise<Captions | CaptionsRefusal> {
    return this.dataSource.transaction(async (manager) => {
      if (!(await lockVideo(manager, videoId))) return 'gone';
      return change(manager, await manager.findOneBy(Captions, { videoId, language }));
    });
  }
}

async function write(
  manager: EntityManager,
  { defaultLabel, label, ...captions }: CaptionsToSave,
  known: Captions | null,
): Promise<Captions> {
  const { videoId, language, source, cues } = captions;
  if (known)
    await manager.update(
      Captions,
      { videoId, language },
      { source, cues, label: label ?? known.label, version: known.version + 1 },
    );
  else await manager.insert(Captions, { ...captions, label: label ?? defaultLabel });
  return manager.findOneByOrFail(Captions, { videoId, language });
}
