import { Group, Skeleton, Text, Title } from '@mantine/core';
import { formatShare } from '../../../shared/format';
import { FailureState } from '../../../shared/ui/failure-state';
import { InfoTip } from '../../../shared/ui/info-tip';
import { useRetention } from '../api/retention';
import { videoTexts } from '../video.texts';
import classes from './player.module.css';

/** Beside the player: what the curve says in figures, and what it means. */
export function AttentionSummary({ videoId }: { videoId: string }) {
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
          <Text c="dimmed" size="sm" mt="sm" className={classes.explanation}>
            {videoTexts.attention.explanation}
          </Text>
        </>
      )}
    </section>
  );
}
