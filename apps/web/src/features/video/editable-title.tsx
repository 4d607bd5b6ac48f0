import type { Video } from '@app/contracts';
import { updateVideoSchema } from '@app/contracts';
import { ActionIcon, Group, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { messageOf } from '../../shared/api-error';
import { IconCheck, IconPencil, IconX } from '../../shared/icons';
import { sharedTexts } from '../../shared/shared.texts';
import { useUpdateVideo } from './api/update-video';
import { videoTexts } from './video.texts';

/** The title, changed in place: Enter keeps, Escape drops the change. */
export function EditableTitle({ video }: { video: Video }) {
  const [draft, setDraft] = useState<string | null>(null);
  const update = useUpdateVideo(video.id);
  if (draft === null)
    return (
      <Group gap={4} wrap="nowrap">
        <Title order={1} style={{ overflowWrap: 'anywhere' }}>
          {video.title}
        </Title>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={videoTexts.editTitle}
          onClick={() => setDraft(video.title)}
        >
          <IconPencil size={18} />
        </ActionIcon>
      </Group>
    );
  const isValid = draft.trim() !== '' && updateVideoSchema.safeParse({ title: draft }).success;
  const close = () => setDraft(null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isValid) update.mutate({ title: draft.trim() }, { onSuccess: close });
      }}
    >
      <Group gap={4} wrap="nowrap">
        <TextInput
          aria-label={videoTexts.title}
          size="md"
          flex={1}
          maxLength={200}
          value={draft}
          error={update.error ? messageOf(update.error) : undefined}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && close()}
          data-autofocus
          ref={(input) => input?.focus()}
        />
        <ActionIcon
          type="submit"
          size={42}
          disabled={!isValid}
          loading={update.isPending}
          aria-label={sharedTexts.save}
        >
          <IconCheck size={18} />
        </ActionIcon>
        <ActionIcon variant="default" size={42} aria-label={sharedTexts.cancel} onClick={close}>
          <IconX size={18} />
        </ActionIcon>
      </Group>
    </form>
  );
}
