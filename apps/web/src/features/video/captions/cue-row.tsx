import { ActionIcon, Group, Text, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { IconArrowMerge, IconArrowsSplit2, IconPlayerPlay, IconTrash } from '../../../shared/icons';
import classes from './captions.module.css';
import { captionsTexts } from './captions.texts';
import type { EditedCue } from './cue-edits';
import { formatCueTime, parseCueTime } from './cue-time';

/** What can be done with a caption in the list. */
export interface CueActions {
  change(key: number, change: Partial<EditedCue>): void;
  /** @param at place in the text */
  split(key: number, at: number): void;
  merge(key: number): void;
  remove(key: number): void;
  play(fromMs: number): void;
  /** Puts the cursor into another caption. @param step −1: the one before, 1: the one after */
  go(key: number, step: -1 | 1): void;
}

interface CueRowProps {
  cue: EditedCue;
  problem: 'no-text' | 'no-length' | undefined;
  isCurrent: boolean;
  isCutOut: boolean;
  isLast: boolean;
  actions: CueActions;
}

/** One caption that is edited: times, text, and what can be done with it by mouse and by key. */
export const CueRow = memo(function CueRow(props: CueRowProps) {
  const { cue, problem, isCurrent, isCutOut, isLast, actions } = props;
  const text = useRef<HTMLTextAreaElement>(null);
  const split = () => actions.split(cue.key, text.current?.selectionStart ?? 0);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    if (event.key === 'Enter' && event.shiftKey) actions.merge(cue.key);
    else if (event.key === 'Enter') split();
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown')
      actions.go(cue.key, event.key === 'ArrowUp' ? -1 : 1);
    else if (event.key === '.') actions.play(cue.fromMs);
    else return;
    event.preventDefault();
  };
  return (
    <li className={classes.row} data-current={isCurrent || undefined}>
      <div className={classes.times}>
        <TimeField
          label={captionsTexts.from}
          ms={cue.fromMs}
          onChange={(fromMs) => actions.change(cue.key, { fromMs })}
        />
        <TimeField
          label={captionsTexts.to}
          ms={cue.toMs}
          onChange={(toMs) => actions.change(cue.key, { toMs })}
        />
      </div>
      <div>
        <Textarea
          ref={text}
          aria-label={captionsTexts.text}
          dir="auto"
          autosize
          minRows={1}
          maxLength={1000}
          data-cue={cue.key}
          value={cue.text}
          error={problem && (problem === 'no-text' ? captionsTexts.noText : captionsTexts.noLength)}
          onChange={(event) => actions.change(cue.key, { text: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        {isCutOut && (
          <Text size="xs" c="dimmed" mt={2}>
            {captionsTexts.isCutOut}
          </Text>
        )}
      </div>
      <Group gap={2} wrap="nowrap" className={classes.rowActions}>
        <Act label={captionsTexts.playHere} icon={IconPlayerPlay} onClick={() => actions.play(cue.fromMs)} />
        <Act label={captionsTexts.split} icon={IconArrowsSplit2} onClick={split} />
        <Act
          label={captionsTexts.merge}
          icon={IconArrowMerge}
          isDisabled={isLast}
          onClick={() => actions.merge(cue.key)}
        />
        <Act label={captionsTexts.delete} icon={IconTrash} onClick={() => actions.remove(cue.key)} />
      </Group>
    </li>
  );
});

interface ActProps {
  label: string;
  icon: typeof IconTrash;
  isDisabled?: boolean;
  onClick: () => void;
}

function Act({ label, icon: Icon, isDisabled = false, onClick }: ActProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      aria-label={label}
      title={label}
      disabled={isDisabled}
      // The cursor stays in the text, so that it is split where it stands.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      <Icon size={18} />
    </ActionIcon>
  );
}

/** A time that is typed; it counts when the field is left, if it is one. */
function TimeField({ label, ms, onChange }: { label: string; ms: number; onChange: (ms: number) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const isBad = typed !== null && parseCueTime(typed) === null;
  const leave = () => {
    const parsed = typed === null ? null : parseCueTime(typed);
    if (parsed === null) return;
    setTyped(null);
    if (parsed !== ms) onChange(parsed);
  };
  return (
    <TextInput
      aria-label={label}
      className={classes.time}
      value={typed ?? formatCueTime(ms)}
      error={isBad && captionsTexts.badTime}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  );
}
