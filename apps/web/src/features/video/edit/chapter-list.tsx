import { ActionIcon, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { formatDuration } from '../../../shared/format';
import { IconPlus, IconTrash } from '../../../shared/icons';
import { addChapter, momentAt, removeChapter, renameChapter } from './draft';
import classes from './edit.module.css';
import { editTexts } from './edit.texts';
import type { DraftControl } from './use-draft';

interface ChapterListProps {
  control: DraftControl;
  positionMs: number;
  onSeek: (toMs: number) => void;
}

/** The chapters: added where the player stands, named in place. */
export function ChapterList({ control: { draft, change }, positionMs, onSeek }: ChapterListProps) {
  const atMs = momentAt(draft, positionMs);
  return (
    <Stack gap="xs" component="section" aria-label={editTexts.chapters}>
      <Title order={2} size="h4">
        {editTexts.chapters}
      </Title>
      {draft.chapters.length === 0 && (
        <Text size="sm" c="dimmed">
          {editTexts.noChapters}
        </Text>
      )}
      {draft.chapters.map((chapter) => (
        <div key={chapter.key} className={classes.chapter}>
          <Button
            size="compact-sm"
            mih={44}
            variant="subtle"
            aria-label={editTexts.goTo(chapter.atMs)}
            onClick={() => onSeek(chapter.atMs)}
          >
            {formatDuration(chapter.atMs)}
          </Button>
          <TextInput
            className={classes.chapterTitle}
            aria-label={editTexts.chapterTitle(chapter.atMs)}
            maxLength={100}
            value={chapter.title}
            onChange={({ currentTarget: { value } }) =>
              change((now) => renameChapter(now, chapter.key, value), `chapter ${chapter.key}`)
            }
          />
          <ActionIcon
            size={44}
            variant="subtle"
            color="gray"
            aria-label={editTexts.removeChapter(chapter.atMs)}
            onClick={() => change((now) => removeChapter(now, chapter.key))}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={18} />}
        onClick={() => change((now) => addChapter(now, atMs, editTexts.newChapter))}
      >
        {editTexts.addChapter}
      </Button>
    </Stack>
  );
}
