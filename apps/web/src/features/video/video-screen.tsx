import { Anchor, Button, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { Video } from '@app/contracts';
import { useState } from 'react';
import { useVideo } from '../../shared/api/videos';
import { formatMoment } from '../../shared/format';
import { IconArrowLeft, IconPencil, IconSpeakerphone } from '../../shared/icons';
import { sharedTexts } from '../../shared/shared.texts';
import { FailedVideo } from '../../shared/ui/failed-video';
import { FailureState } from '../../shared/ui/failure-state';
import { CaptionsSection } from './captions/captions-section';
import { TranscriptAside } from './captions/transcript-aside';
import { AttentionSummary } from './player/attention-summary';
import { Playhead } from './player/playhead';
import { VideoPlayer } from './player/video-player';
import { DeleteVideo } from './delete-video';
import { EditableTitle } from './editable-title';
import { LinksSection } from './links/links-section';
import { videoTexts } from './video.texts';
import classes from './video-screen.module.css';

/** One video: what was recorded, which moments held attention, its links and who visited them. */
export function VideoScreen() {
  const { videoId } = useParams({ from: '/member/videos/$videoId' });
  const video = useVideo(videoId);
  return (
    <>
      <Anchor component={Link} to="/" size="sm" c="dimmed" className={classes.back}>
        <IconArrowLeft size={16} />
        {videoTexts.back}
      </Anchor>
      {video.isError && !video.data && <FailureState error={video.error} onRetry={video.refetch} />}
      {video.isPending && <VideoScreenSkeleton />}
      {video.data && <LoadedVideo key={videoId} video={video.data} />}
    </>
  );
}

function LoadedVideo({ video }: { video: Video }) {
  const [playhead] = useState(() => new Playhead());
  return (
    <>
      <Group justify="space-between" align="flex-start" mb="md" gap="sm">
        <div style={{ minWidth: 0, flex: '1 1 280px' }}>
          <EditableTitle video={video} />
          <Text c="dimmed" size="sm">
            {videoTexts.views(video.viewCount)} · {formatMoment(video.createdAt)} ·{' '}
            {videoTexts.recordedBy(video.member.name)}
          </Text>
        </div>
        <Group gap="xs">
          <Button
            renderRoot={(props) => (
              <Link {...props} to="/videos/$videoId/edit" params={{ videoId: video.id }} />
            )}
            variant="default"
            leftSection={<IconPencil size={18} />}
          >
            {videoTexts.edit}
          </Button>
          <Button
            renderRoot={(props) => <Link {...props} to="/campaigns/new" search={{ videoId: video.id }} />}
            variant="default"
            leftSection={<IconSpeakerphone size={18} />}
          >
            {videoTexts.newCampaign}
          </Button>
          <DeleteVideo video={video} />
        </Group>
      </Group>
      <div className={classes.stage}>
        <div>
          <FailedVideo video={video} another={<AnotherUpload />} />
          <VideoPlayer video={video} playhead={playhead} />
          {video.isPlayable && video.state === 'processing' && (
            <Text component="output" display="block" size="sm" c="dimmed" mt="xs">
              {videoTexts.following(video.edits.kept !== null)}
            </Text>
          )}
        </div>
        <div>
          <AttentionSummary videoId={video.id} playhead={playhead} />
          <TranscriptAside video={video} playhead={playhead} />
        </div>
      </div>
      <LinksSection video={video} />
      <CaptionsSection video={video} playhead={playhead} />
    </>
  );
}

/** To the recorder, which takes files as well. */
function AnotherUpload() {
  return (
    <Button component={Link} to="/record" size="xs" variant="default">
      {sharedTexts.uploadAnother}
    </Button>
  );
}

function VideoScreenSkeleton() {
  return (
    <Stack gap="md" aria-hidden>
      <Skeleton height={36} width="40%" />
      <div className={classes.stage}>
        <Skeleton style={{ aspectRatio: '16 / 9' }} height="auto" radius="lg" />
        <SimpleGrid cols={1} spacing="xs">
          <Skeleton height={20} width={140} />
          <Skeleton height={60} />
        </SimpleGrid>
      </div>
      <Skeleton height={64} mt="lg" />
      <Skeleton height={64} />
    </Stack>
  );
}
