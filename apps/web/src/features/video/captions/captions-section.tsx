import type { Video } from '@app/contracts';
import { Button, FileButton, Group, Skeleton, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useRef, useState } from 'react';
import { IconBadgeCc, IconPencil, IconUpload } from '../../../shared/icons';
import { EmptyState } from '../../../shared/ui/empty-state';
import { FailureState } from '../../../shared/ui/failure-state';
import { useCaptionList } from '../api/captions';
import type { Playhead } from '../player/playhead';
import { AddCaptionsDialog } from './add-captions-dialog';
import { captionFileNames, refusalOf } from './caption-file';
import { CaptionTracks } from './caption-tracks';
import classes from './captions.module.css';
import { captionsTexts } from './captions.texts';
import { MakeCaptions, TranscriptionNotice } from './make-captions';
import { useFileDrop } from './use-file-drop';

/** What is being added: a file, or captions that are to be written; `language` where it is known already. */
interface Addition {
  file: File | null;
  language?: string;
}

/** The captions of a video: uploaded by button or by dropping a file, edited beside the player, downloaded. */
export function CaptionsSection({ video, playhead }: { video: Video; playhead: Playhead }) {
  const list = useCaptionList(video.id);
  const [addition, setAddition] = useState<Addition | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isEditing, setEditing] = useState(false);
  const take = (file: File | null | undefined, language?: string) => {
    if (!file) return;
    const refusal = refusalOf(file);
    if (refusal) notifications.show({ color: 'red', message: refusal });
    else setAddition({ file, language });
  };
  const items = list.data?.items ?? [];
  return (
    <DropPlace onFile={take}>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{captionsTexts.title}</Title>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconPencil size={18} />}
            onClick={() => setAddition({ file: null })}
          >
            {captionsTexts.write}
          </Button>
          <MakeCaptions video={video} transcription={list.data?.transcription} />
          <FileButton accept={captionFileNames} onChange={take}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconUpload size={18} />}>
                {captionsTexts.upload}
              </Button>
            )}
          </FileButton>
        </Group>
      </Group>
      <TranscriptionNotice transcription={list.data?.transcription} />
      {list.isError && !list.data && <FailureState error={list.error} onRetry={list.refetch} />}
      {list.isPending && <Skeleton height={120} radius="lg" aria-hidden />}
      {list.data && items.length === 0 && (
        <EmptyState
          icon={<IconBadgeCc size={40} stroke={1.3} />}
          title={captionsTexts.empty}
          text={captionsTexts.emptyText}
        />
      )}
      {items.length > 0 && (
        <CaptionTracks
          {...{ video, playhead, items, isEditing, setEditing }}
          chosen={items.find(({ language }) => language === chosen) ?? items[0]!}
          onChoose={setChosen}
          onReplace={take}
        />
      )}
      {addition && (
        <AddCaptionsDialog
          videoId={video.id}
          file={addition.file}
          language={addition.language}
          taken={items.map(({ language }) => language)}
          onClose={() => setAddition(null)}
          onAdded={(language) => {
            setChosen(language);
            setEditing(addition.file === null);
            setAddition(null);
          }}
        />
      )}
    </DropPlace>
  );
}

/** The section as a place to drop a file on. */
function DropPlace({ onFile, children }: { onFile: (file?: File) => void; children: ReactNode }) {
  const place = useRef<HTMLElement>(null);
  const isOver = useFileDrop(place, onFile);
  return (
    <section className={classes.section} aria-label={captionsTexts.title} ref={place}>
      {children}
      {isOver && (
        <div className={classes.veil}>
          <strong>{captionsTexts.drop}</strong>
          {captionsTexts.dropText}
        </div>
      )}
    </section>
  );
}
