import type { CaptionList, CaptionTrack, Video } from '@app/contracts';
import { ActionIcon, Button, FileButton, Group, Menu, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { apiAddress } from '../../../shared/api-client';
import { IconDots, IconDownload, IconPencil, IconTrash, IconUpload } from '../../../shared/icons';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { LeaveDialog } from '../../../shared/ui/leave-dialog';
import { FailureState } from '../../../shared/ui/failure-state';
import { useCaptionTrack, useRemoveCaptions } from '../api/captions';
import type { Playhead } from '../player/playhead';
import { CaptionEditor } from './caption-editor';
import { captionFileNames } from './caption-file';
import classes from './captions.module.css';
import { captionsTexts } from './captions.texts';

type Item = CaptionList['items'][number];

const leaveQuestion = {
  title: captionsTexts.leaveTitle,
  text: captionsTexts.leaveText,
  action: captionsTexts.leave,
};

interface CaptionTracksProps {
  video: Video;
  playhead: Playhead;
  items: readonly Item[];
  chosen: Item;
  onChoose: (language: string) => void;
  onReplace: (file: File | null, language: string) => void;
  isEditing: boolean;
  setEditing: (isEditing: boolean) => void;
}

/** The languages there are; the chosen one is downloaded, replaced, deleted and edited. */
export function CaptionTracks(props: CaptionTracksProps) {
  const { video, playhead, items, chosen, onChoose, isEditing, setEditing } = props;
  const { language, source, cueCount } = chosen;
  const [hasUnsaved, setUnsaved] = useState(false);
  /** What waits for an answer, as it would take unsaved captions away. */
  const [waiting, setWaiting] = useState<(() => void) | null>(null);
  const ask = (act: () => void) => (hasUnsaved ? setWaiting(() => act) : act());
  return (
    <div className={classes.card}>
      <Group justify="space-between" gap="sm">
        {items.length > 1 ? (
          <div className={classes.languages}>
            <SegmentedControl
              aria-label={captionsTexts.languages}
              data={items.map(({ language: value, label }) => ({ value, label }))}
              value={language}
              onChange={(to) => ask(() => onChoose(to))}
            />
          </div>
        ) : (
          <Text fw={600} lang={language}>
            {chosen.label}
          </Text>
        )}
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconPencil size={18} />}
            aria-expanded={isEditing}
            onClick={() => ask(() => setEditing(!isEditing))}
          >
            {isEditing ? captionsTexts.stopEditing : captionsTexts.edit}
          </Button>
          <TrackMenu {...props} />
        </Group>
      </Group>
      <Text size="sm" c="dimmed" mt={4}>
        {captionsTexts.count(cueCount)} · {captionsTexts.sources[source]}
      </Text>
      {isEditing && <LoadedEditor key={language} {...{ video, language, playhead }} onUnsaved={setUnsaved} />}
      <LeaveDialog isBusy={hasUnsaved} {...leaveQuestion} />
      <ConfirmDialog
        isOpen={waiting !== null}
        {...leaveQuestion}
        isBusy={false}
        error={null}
        onClose={() => setWaiting(null)}
        onConfirm={() => {
          setWaiting(null);
          waiting?.();
        }}
      />
    </div>
  );
}

interface LoadedEditorProps {
  video: Video;
  language: string;
  playhead: Playhead;
  onUnsaved: (hasUnsaved: boolean) => void;
}

function LoadedEditor({ video, language, playhead, onUnsaved }: LoadedEditorProps) {
  const { data, error, refetch } = useCaptionTrack(video.id, language);
  if (error && !data) return <FailureState error={error} onRetry={refetch} />;
  if (!data) return <Skeleton height={200} mt="md" />;
  const reload = async (): Promise<CaptionTrack | undefined> => (await refetch()).data;
  return <CaptionEditor {...{ video, playhead, onUnsaved }} track={data} onReload={reload} />;
}

function TrackMenu({ video, chosen: { language, label }, onReplace, onChoose }: CaptionTracksProps) {
  const [isAsking, { open, close }] = useDisclosure(false);
  const remove = useRemoveCaptions(video.id);
  const file = (format: 'srt' | 'vtt') =>
    apiAddress(`/videos/${video.id}/captions/${language}/export.${format}`);
  const download = <IconDownload size={18} />;
  return (
    <>
      <FileButton accept={captionFileNames} onChange={(chosen) => onReplace(chosen, language)}>
        {({ onClick: chooseFile }) => (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                variant="default"
                size={36}
                aria-label={captionsTexts.more}
                title={captionsTexts.more}
              >
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item component="a" href={file('srt')} download leftSection={download}>
                {captionsTexts.downloadSrt}
              </Menu.Item>
              <Menu.Item component="a" href={file('vtt')} download leftSection={download}>
                {captionsTexts.downloadVtt}
              </Menu.Item>
              <Menu.Item leftSection={<IconUpload size={18} />} onClick={chooseFile}>
                {captionsTexts.replace}
              </Menu.Item>
              <Menu.Item color="red" leftSection={<IconTrash size={18} />} onClick={open}>
                {captionsTexts.remove}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </FileButton>
      <ConfirmDialog
        isOpen={isAsking}
        title={captionsTexts.removeTitle}
        text={captionsTexts.removeText(label)}
        action={captionsTexts.remove}
        isBusy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() =>
          remove.mutate(language, {
            onSuccess: () => {
              close();
              onChoose('');
            },
          })
        }
      />
    </>
  );
}
