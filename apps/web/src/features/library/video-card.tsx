import type { Video } from '@app/contracts';
import { Link } from '@tanstack/react-router';
import { Ago } from '../../shared/ui/ago';
import { LiveDot } from '../../shared/ui/live-dot';
import type { Presence } from '../../shared/stream';
import { VideoThumb } from '../../shared/ui/video-thumb';
import type { RunningUpload } from './upload/upload-store';
import { libraryTexts } from './library.texts';
import { VideoFailureNotice } from './video-failure-notice';
import classes from './video-grid.module.css';
import { progressOf } from './video-progress';

interface VideoCardProps {
  video: Video;
  watcher: Presence | undefined;
  /** What this tab sends of it. */
  upload: RunningUpload | undefined;
  onFiles: (files: readonly File[]) => void;
}

/** A video in the library: its face, its length, who watched it, or how far it is. */
export function VideoCard({ video, watcher, upload, onFiles }: VideoCardProps) {
  const progress = progressOf(video, upload);
  const watcherName = watcher?.prospectName ?? libraryTexts.somebody;
  return (
    <article className={classes.card}>
      <VideoThumb posterUrl={video.posterUrl} durationMs={progress ? null : video.durationMs}>
        {progress && (
          <div className={classes.progress}>
            {progress.label}
            <div className={classes.track}>
              <div className={classes.fill} style={{ width: `${progress.share * 100}%` }} />
            </div>
          </div>
        )}
        {video.failure && <VideoFailureNotice video={video} onFiles={onFiles} />}
        {watcher && (
          <span className={classes.live}>
            <LiveDot label="" />
            {libraryTexts.watching(watcherName)}
          </span>
        )}
      </VideoThumb>
      <div className={classes.body}>
        <Link
          to="/videos/$videoId"
          params={{ videoId: video.id }}
          className={classes.title}
          title={video.title}
        >
          {video.title}
        </Link>
        <div className={classes.facts}>
          <Facts video={video} />
        </div>
      </div>
    </article>
  );
}

function Facts({ video }: { video: Video }) {
  if (video.viewCount === 0)
    return (
      <>
        {video.isPartial ? libraryTexts.partial : libraryTexts.noViews} · <Ago time={video.createdAt} />
      </>
    );
  return (
    <>
      {libraryTexts.views(video.viewCount)}
      {video.lastWatchedBy && ` · ${libraryTexts.lastWatched(video.lastWatchedBy)}`}
      {video.lastWatchedAt && (
        <>
          {', '}
          <Ago time={video.lastWatchedAt} />
        </>
      )}
    </>
  );
}
