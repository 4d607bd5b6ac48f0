import type { Video } from '@app/contracts';
import { Anchor, Skeleton, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useVideo } from '../../../shared/api/videos';
import { IconArrowLeft } from '../../../shared/icons';
import { FailureState } from '../../../shared/ui/failure-state';
import classes from './edit.module.css';
import { editTexts } from './edit.texts';
import { Editor } from './editor';

/** Trim, cut, poster and chapters of one video. */
export function EditScreen() {
  const { videoId } = useParams({ from: '/member/videos/$videoId/edit' });
  const { data: video, error, isPending, refetch } = useVideo(videoId);
  return (
    <Stack gap="md">
      <Anchor
        renderRoot={(props) => <Link {...props} to="/videos/$videoId" params={{ videoId }} />}
        size="sm"
        c="dimmed"
        display="inline-flex"
        mih={{ base: 44, sm: 32 }}
        style={{ alignItems: 'center', gap: 6, alignSelf: 'start' }}
      >
        <IconArrowLeft size={16} />
        {editTexts.back}
      </Anchor>
      {error && !video && <FailureState error={error} onRetry={refetch} />}
      {isPending && <Loading />}
      {video && <Opened video={video} />}
    </Stack>
  );
}

/** The places of the editor's parts. */
function Loading() {
  return (
    <div className={classes.layout} aria-hidden>
      <Skeleton style={{ aspectRatio: '16 / 9' }} height="auto" radius="lg" />
      <Skeleton height={240} radius="lg" />
    </div>
  );
}

/** The editor, or why there is nothing to edit yet. */
function Opened({ video }: { video: Video }) {
  const { id, title, failure, sourceDurationMs, isPlayable } = video;
  const isOpen = isPlayable && sourceDurationMs !== null;
  return (
    <>
      <Title order={1} size="h2">
        {editTexts.title}: {title}
      </Title>
      {isOpen ? (
        <Editor key={id} video={video} sourceMs={sourceDurationMs} />
      ) : (
        <Text component="output">{failure ? editTexts.failed : editTexts.notComplete}</Text>
      )}
    </>
  );
}
