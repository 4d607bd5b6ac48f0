import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { isKept } from '@app/contracts';
import { keptOfDraft, momentAt } from './draft';
import { editTexts } from './edit.texts';
import type { DraftControl } from './use-draft';

/** The frame that stands for the video before it plays. */
export function PosterChoice({
  control: { draft, change },
  positionMs,
}: {
  control: DraftControl;
  positionMs: number;
}) {
  const { posterAtMs } = draft;
  const atMs = momentAt(draft, positionMs);
  return (
    <Stack gap="xs" component="section" aria-label={editTexts.poster}>
      <Title order={2} size="h4">
        {editTexts.poster}
      </Title>
      <Text size="sm" c="dimmed">
        {posterAtMs === null ? editTexts.posterDefault : editTexts.posterAt(posterAtMs)}
      </Text>
      <Group gap="xs">
        <Button
          variant="default"
          disabled={!isKept(keptOfDraft(draft), atMs)}
          onClick={() => change((now) => ({ ...now, posterAtMs: atMs }))}
        >
          {editTexts.posterHere}
        </Button>
        {posterAtMs !== null && (
          <Button variant="subtle" onClick={() => change((now) => ({ ...now, posterAtMs: null }))}>
            {editTexts.posterReset}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
