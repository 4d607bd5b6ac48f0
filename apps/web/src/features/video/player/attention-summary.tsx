import { type Retention, toPlayedMs } from '@app/contracts';
import { Anchor, Group, Skeleton, Text, Title } from '@mantine/core';
import { formatDuration, formatShare } from '../../../shared/format';
import { FailureState } from '../../../shared/ui/failure-state';
import { InfoTip } from '../../../shared/ui/info-tip';
import { useRetention } from '../api/retention';
import { videoTexts } from '../video.texts';
import { leavingPoint } from './attention-path';
import classes from './player.module.css';
import type { Playhead } from './playhead';

/** Beside the player: what the curve says in figures, and what it means. */
export function AttentionSummary({ videoId, playhead }: { videoId: string; playhead: Playhead }) {
  const { data, isPending, error, refetch } = useRetention(videoId);
  if (error && !data) return <FailureState error={error} onRetry={refetch} />;
  return (
    <section className={classes.summary}>
      <Group gap={4}>
        <Title order={2}>{videoTexts.attention.title}</Title>
        <InfoTip name={videoTexts.attention.title} text={videoTexts.attention.explanation} />
      </Group>
      {isPending && <Skeleton height={72} mt="xs" />}
      {data?.viewCount === 0 && (
        <Text c="dimmed" size="sm" mt={4}>
          {videoTexts.attention.empty}
        </Text>
      )}
      {data && data.viewCount > 0 && (
        <>
          {data.averageWatchedShare !== null && (
            <Text className={classes.average}>{formatShare(data.averageWatchedShare)}</Text>
          )}
          <Text c="dimmed" size="sm">
            {videoTexts.attention.summary(data.viewCount, data.averageWatchedShare ?? 0)}
          </Text>
          <Leaving retention={data} playhead={playhead} />
          <Text c="dimmed" size="sm" mt="sm" className={classes.explanation}>
            {videoTexts.attention.explanation}
          </Text>
        </>
      )}
    </section>
  );
}

/** Where people leave; a press shows the moment. */
function Leaving({ retention, playhead }: { retention: Retention; playhead: Playhead }) {
  const { durationMs, kept } = retention;
  const leaving = leavingPoint(retention, durationMs ?? 0);
  const playedMs = leaving && toPlayedMs(kept, leaving.atMs);
  if (!leaving || typeof playedMs !== 'number') return null;
  const { before, after } = videoTexts.attention.leaving;
  return (
    <Text size="sm" mt="xs">
      {before}
      <Anchor component="button" type="button" onClick={() => playhead.seek(playedMs)}>
        {formatDuration(playedMs)}
      </Anchor>
      {after(formatShare(leaving.before), formatShare(leaving.after))}
    </Text>
  );
}
