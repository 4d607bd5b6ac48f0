import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  IconArrowBarToUp,
  IconMinus,
  IconPlus,
  IconTextDecrease,
  IconTextIncrease,
  IconX,
} from '../../../shared/icons';
import { changePace } from './script-pace';
import { changeLetters } from './script-store';
import classes from './script.module.css';
import { scriptKeys, scriptTexts } from './script.texts';
import type { ScriptControl } from './use-script';

/** Pace and size of the teleprompter, within reach while recording. */
export function PrompterButtons({ control, onToStart }: { control: ScriptControl; onToStart: () => void }) {
  const { script, change } = control;
  const { wordsPerMinute, letterPx } = script;
  const pace = (steps: number) => () => change({ wordsPerMinute: changePace(wordsPerMinute, steps) });
  const letters = (steps: number) => () => change({ letterPx: changeLetters(letterPx, steps) });
  return (
    <div className={classes.buttons}>
      <Small name={`${scriptTexts.slower} (${scriptKeys.slower})`} onClick={pace(-1)}>
        <IconMinus size={16} />
      </Small>
      <output className={classes.pace}>{scriptTexts.pace(wordsPerMinute)}</output>
      <Small name={`${scriptTexts.faster} (${scriptKeys.faster})`} onClick={pace(1)}>
        <IconPlus size={16} />
      </Small>
      <span className={classes.gap} />
      <Small name={scriptTexts.smaller} onClick={letters(-1)}>
        <IconTextDecrease size={18} />
      </Small>
      <Small name={scriptTexts.larger} onClick={letters(1)}>
        <IconTextIncrease size={18} />
      </Small>
      <Small name={scriptTexts.toStart} onClick={onToStart}>
        <IconArrowBarToUp size={18} />
      </Small>
      <Small name={scriptTexts.hide} onClick={() => change({ isShown: false })}>
        <IconX size={18} />
      </Small>
    </div>
  );
}

function Small({ name, onClick, children }: { name: string; onClick: () => void; children: ReactNode }) {
  return (
    <ActionIcon
      className={classes.small}
      variant="subtle"
      color="gray"
      aria-label={name}
      title={name}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}
