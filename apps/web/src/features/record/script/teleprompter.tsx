import { bindMergeTags, mergeFieldsOf, type Prospect } from '@app/contracts';
import { useEffect, useMemo, useRef } from 'react';
import type { BrowserSession } from '../../../recorder/create-recorder-session';
import type { RecorderPhase } from '../../../recorder/recorder-state';
import { isCommandKey } from '../use-record-keys';
import { PrompterButtons } from './prompter-buttons';
import { changePace, countWords } from './script-pace';
import classes from './script.module.css';
import { scriptTexts } from './script.texts';
import { useScroll } from './use-scroll';
import type { ScriptControl } from './use-script';

const lineHeight = 1.5;

interface TeleprompterProps {
  session: BrowserSession | null;
  phase: RecorderPhase;
  control: ScriptControl;
  prospect: Prospect | null;
}

/** The script at the top of the screen, beneath the lens of most cameras; not in the recording. */
export function Teleprompter(props: TeleprompterProps) {
  const { text, isShown } = props.control.script;
  if (!isShown || text.trim() === '') return null;
  return <ShownPrompter {...props} />;
}

function ShownPrompter({ session, phase, control, prospect }: TeleprompterProps) {
  const { script, change } = control;
  const { wordsPerMinute, letterPx } = script;
  const text = useMemo(() => bindMergeTags(script.text, mergeFieldsOf(prospect)), [script.text, prospect]);
  const wordCount = useMemo(() => countWords(text), [text]);
  const lineStepPx = letterPx * lineHeight;
  const { area, onScroll, toStart } = useScroll({ session, phase, wordCount, wordsPerMinute, lineStepPx });
  usePaceKeys((steps) => change({ wordsPerMinute: changePace(wordsPerMinute, steps) }));
  return (
    <div className={classes.prompter}>
      <section
        ref={area}
        className={classes.lines}
        aria-label={scriptTexts.prompter}
        // Scrolled by keys once it has the focus, as every scrolling text must be.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        dir="auto"
        style={{ fontSize: letterPx, lineHeight, height: 3 * lineStepPx }}
        onScroll={onScroll}
      >
        {text}
        {/* The last line can stand at the top. */}
        <div style={{ height: 2 * lineStepPx }} />
      </section>
      <PrompterButtons control={control} onToStart={toStart} />
    </div>
  );
}

/** − and + change the pace, also while recording. */
function usePaceKeys(changeBy: (steps: number) => void): void {
  const act = useRef(changeBy);
  useEffect(() => {
    act.current = changeBy;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isCommandKey(event)) return;
      const steps = { '+': 1, '=': 1, '-': -1, '−': -1 }[event.key];
      if (!steps) return;
      event.preventDefault();
      act.current(steps);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
