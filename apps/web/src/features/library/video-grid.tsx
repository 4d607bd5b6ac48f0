import type { Video } from '@app/contracts';
import { Skeleton } from '@mantine/core';
import { useLive } from '../../shared/live-store';
import { useUploads } from './upload/upload-store';
import { VideoCard } from './video-card';
import classes from './video-grid.module.css';

interface VideoGridProps {
  videos: readonly Video[];
  onFiles: (files: readonly File[]) => void;
}

/** Cards of videos; each knows who watches it now and how far its upload is. */
export function VideoGrid({ videos, onFiles }: VideoGridProps) {
  const { presences } = useLive();
  const uploads = useUploads();
  return (
    <ul className={classes.grid}>
      {videos.map((video) => (
        <li key={video.id}>
          <VideoCard
            video={video}
            watcher={presences.find((presence) => presence.videoId === video.id)}
            upload={uploads.find((upload) => upload.videoId === video.id)}
            onFiles={onFiles}
          />
        </li>
      ))}
    </ul>
  );
}

/** Cards to come, of their final size. */
export function VideoGridSkeleton() {
  return (
    <div className={classes.grid} aria-hidden>
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index} className={classes.card}>
          <Skeleton radius={0} style={{ aspectRatio: '16 / 9' }} height="auto" />
          <div className={classes.body}>
            <Skeleton height={16} width="70%" my={4} />
            <Skeleton height={12} width="45%" my={4} />
          </div>
        </div>
      ))}
    </div>
  );
}
