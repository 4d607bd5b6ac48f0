import { Button, Group, Text } from '@mantine/core';
import { playedDurationMs } from '@app/contracts';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '../../../shared/icons';
import { keptOfDraft } from './draft';
import { editTexts } from './edit.texts';
import type { DraftControl } from './use-draft';
import type { MarkControl } from './use-marks';

interface CutControlsProps {
  control: DraftControl;
  marking: MarkControl;
  isPlaying: boolean;
  positionMs: number;
  onToggle: () => void;
  onCut: () => void;
}

/** Beneath the line: play, mark, cut, undo; and what is marked, in words. */
export function CutControls(props: CutControlsProps) {
  const { control, marking, isPlaying, positionMs, onToggle, onCut } = props;
  const { draft, change } = control;
  const { span, marks } = marking;
  const afterMs = playedDurationMs(keptOfDraft(draft), draft.sourceMs);
  const Icon = isPlaying ? IconPlayerPauseFilled : IconPlayerPlayFilled;
  const hint = span
    ? editTexts.marked(span.fromMs, span.toMs)
    : marks.inMs === null
      ? editTexts.nothingMarked
      : editTexts.markedFrom(marks.inMs);
  return (
    <>
      <Group gap="xs">
        <Button leftSection={<Icon size={18} />} onClick={onToggle}>
          {isPlaying ? editTexts.pause : editTexts.play}
        </Button>
        <Button variant="default" onClick={() => marking.markIn(positionMs)}>
          {editTexts.markIn}
        </Button>
        <Button variant="default" onClick={() => marking.markOut(positionMs)}>
          {editTexts.markOut}
        </Button>
        <Button variant="default" disabled={!span} onClick={onCut}>
          {editTexts.cut}
        </Button>
        <Button variant="subtle" disabled={!control.canUndo} onClick={control.undo}>
          {editTexts.undo}
        </Button>
        <Button variant="subtle" disabled={!control.canRedo} onClick={control.redo}>
          {editTexts.redo}
        </Button>
        <Button
          variant="subtle"
          disabled={draft.cuts.length === 0}
          onClick={() => change((now) => ({ ...now, cuts: [] }))}
        >
          {editTexts.all}
        </Button>
      </Group>
      <Text size="sm" mt="xs" component="output" display="block">
        {editTexts.length(draft.sourceMs, afterMs)}
      </Text>
      <Text size="sm" c="dimmed" aria-live="polite">
        {hint}
      </Text>
    </>
  );
}
