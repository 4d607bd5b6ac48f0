import { cutPieces, type Rendition, shownKept, type Video } from '@app/contracts';
import { ActionIcon } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formatDuration } from '../../../shared/format';
import {
  IconMaximize,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconVolume,
  IconVolumeOff,
} from '../../../shared/icons';
import { VideoThumb } from '../../../shared/ui/video-thumb';
import { useRetention } from '../api/retention';
import { videoTexts } from '../video.texts';
import { AttentionCurve } from './attention-curve';
import { chooseRendition } from './choose-rendition';
import classes from './player.module.css';
import type { Playhead } from './playhead';
import { useCutPlayback } from './use-cut-playback';

/** The video with its own controls, whose time line is the attention curve; the poster while it cannot be played yet. */
export function VideoPlayer({ video, playhead }: { video: Video; playhead: Playhead }) {
  // What plays goes on playing: a better rendition that arrives meanwhile would set it back to the start.
  const [started, setStarted] = useState<Rendition>();
  const rendition = started ?? chooseRendition(video.renditions);
  const { data: retention } = useRetention(video.id);
  const { publishedKept: fileKept, edits } = video;
  const shown = shownKept(fileKept, edits.kept);
  const playback = useCutPlayback({ fileKept, shown, fileMs: video.durationMs ?? 0 });
  const sourceMs = video.sourceDurationMs ?? playback.durationMs;
  useFollower(playhead, playback);
  if (!rendition) return <WaitingPicture video={video} />;
  return (
    <div>
      <div className={classes.frame}>
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- captions are listed as soon as they exist */}
        <video
          {...playback.videoProps}
          onPlay={() => {
            playback.videoProps.onPlay();
            setStarted(rendition);
          }}
          onError={() => setStarted(undefined)}
          src={rendition.url}
          poster={video.posterUrl ?? undefined}
          preload="metadata"
          playsInline
          onClick={playback.toggle}
        >
          {video.captions.map((caption) => (
            <track
              key={caption.url}
              kind="captions"
              src={caption.url}
              srcLang={caption.language}
              label={caption.label}
            />
          ))}
        </video>
        {!playback.isPlaying && (
          <button
            type="button"
            className={classes.bigPlay}
            aria-label={videoTexts.player.play}
            onClick={playback.toggle}
          >
            <IconPlayerPlayFilled size={32} />
          </button>
        )}
      </div>
      <AttentionCurve
        retention={retention}
        durationMs={sourceMs}
        positionMs={playback.sourceMs}
        cut={cutPieces(shown, sourceMs)}
        onSeek={playback.seekSource}
      />
      <PlayerControls playback={playback} />
    </div>
  );
}

/** Tells what lies around the player where it is, and lets it be moved from there. */
function useFollower(playhead: Playhead, { positionMs, seek }: ReturnType<typeof useCutPlayback>): void {
  useEffect(() => playhead.report(positionMs), [playhead, positionMs]);
  useEffect(() => playhead.bind(seek));
}

function PlayerControls({ playback }: { playback: ReturnType<typeof useCutPlayback> }) {
  const { isPlaying, isMuted } = playback;
  return (
    <div className={classes.controls}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={isPlaying ? videoTexts.player.pause : videoTexts.player.play}
        onClick={playback.toggle}
      >
        {isPlaying ? <IconPlayerPauseFilled size={20} /> : <IconPlayerPlayFilled size={20} />}
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={isMuted ? videoTexts.player.unmute : videoTexts.player.mute}
        onClick={playback.toggleSound}
      >
        {isMuted ? <IconVolumeOff size={20} /> : <IconVolume size={20} />}
      </ActionIcon>
      <span className={classes.time}>
        {formatDuration(playback.clockMs)} / {formatDuration(playback.clockLengthMs)}
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={videoTexts.player.fullScreen}
        onClick={playback.openFullScreen}
      >
        <IconMaximize size={20} />
      </ActionIcon>
    </div>
  );
}

function WaitingPicture({ video }: { video: Video }) {
  const text =
    video.state === 'uploading'
      ? videoTexts.player.uploading(video.progress)
      : videoTexts.player.notYet(video.progress);
  return (
    <div className={classes.frame}>
      <VideoThumb posterUrl={video.posterUrl} />
      {!video.failure && <output className={classes.waiting}>{text}</output>}
    </div>
  );
}
