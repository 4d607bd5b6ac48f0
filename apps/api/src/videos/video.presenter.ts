import { type Edits, type Video as VideoReply, describeVideoFailure } from '@app/contracts';
import type { StoredRendition, Video, VideoSummary } from '@app/database';
import { createHash } from 'node:crypto';
import { captionUrl } from '../captions/caption-url.js';
import { apiPath } from '../http/api-path.js';

/** What the pictures of a video depend on. */
export type PicturedVideo = Pick<Video, 'editsRevision' | 'posterKey' | 'previewKey'>;

/**
 * A video as the API shows one. Media is addressed through the default link; the attempt in the address makes it immutable.
 * @param origin e.g. `https://video.example.com`
 */
export function presentVideo(video: Video, summary: VideoSummary, origin: string): VideoReply {
  const page = `${origin}/w/${summary.slug}`;
  const renditions = video.renditions.map((rendition) => presentRendition(rendition, page));
  const pictures = picturesVersion(video);
  return {
    id: video.id,
    title: video.title,
    kind: video.kind,
    state: video.state,
    isPlayable: video.publishedAttempt !== null,
    isPartial: video.isPartial,
    progress: video.progress,
    failure: video.failureCode === null ? null : describeVideoFailure(video.failureCode),
    durationMs: video.durationMs,
    sourceDurationMs: video.sourceDurationMs,
    edits: editsOf(video),
    publishedKept: video.publishedKept,
    wholeUrl: video.publishedKept
      ? video.wholeKey && `${origin}/${apiPath('videos')}/${video.id}/whole.mp4`
      : (renditions[0]?.url ?? null),
    width: video.width,
    height: video.height,
    hasAudio: video.hasAudio,
    posterUrl: video.posterKey && `${page}/poster.jpg?bare${pictures && `&v=${pictures}`}`,
    previewUrl: video.previewKey && `${page}/preview.gif${pictures && `?v=${pictures}`}`,
    renditions,
    playlistUrl: video.publishedAttempt === null ? null : `${page}/hls/video.m3u8`,
    captions: summary.captions.map((caption) => ({ ...caption, url: captionUrl(page, caption.language) })),
    member: { id: video.memberId, name: summary.memberName },
    link: { id: summary.linkId, slug: summary.slug, url: page },
    viewCount: summary.viewCount,
    lastWatchedAt: toIso(summary.lastWatchedAt),
    lastWatchedBy: summary.lastWatchedBy,
    createdAt: video.createdAt.toISOString(),
    playableAt: toIso(video.playableAt),
    readyAt: toIso(video.readyAt),
  };
}

/**
 * Stands in the addresses of poster and preview once there were edits: other pictures have another address, so that no
 * cache shows an old one. Empty before.
 */
export function picturesVersion({ editsRevision, posterKey, previewKey }: PicturedVideo): string {
  if (editsRevision === 0) return '';
  return createHash('sha256').update(`${posterKey} ${previewKey}`).digest('base64url').slice(0, 8);
}

const editsOf = ({ kept, posterAtMs, chapters, editsRevision }: Video): Edits => ({
  kept,
  posterAtMs,
  chapters,
  revision: editsRevision,
});

/** Keys are `videos/<id>/<attempt>/<file>`. */
function presentRendition({ key, ...rendition }: StoredRendition, page: string) {
  const [attempt, file] = key.split('/').slice(-2);
  return { ...rendition, url: `${page}/media/${attempt}/${file}` };
}

const toIso = (time: Date | null) => time?.toISOString() ?? null;
