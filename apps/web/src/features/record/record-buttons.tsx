import { Button } from '@mantine/core';
import type { BrowserSession } from '../../recorder/create-recorder-session';
import type { RecorderPhase } from '../../recorder/recorder-state';
import { IconPlayerPause, IconPlayerRecord, IconPlayerStop, IconRefresh } from '../../shared/icons';
import classes from './record.module.css';
import { recordKeys, recordTexts } from './record.texts';

interface RecordButtonsProps {
  session: BrowserSession;
  phase: RecorderPhase;
  onStart: () => void;
  onStop: () => void;
  onRetake: () => void;
}

/** The red button, and what takes its place while recording. Each names its key. */
export function RecordButtons({ session, phase, onStart, onStop, onRetake }: RecordButtonsProps) {
  if (phase === 'countdown')
    return (
      <div className={classes.controls}>
        <Button size="lg" radius="xl" variant="default" onClick={() => session.cancel()}>
          {recordTexts.cancelCountdown}
        </Button>
      </div>
    );
  if (phase === 'recording' || phase === 'paused' || phase === 'stopping')
    return <RunningButtons {...{ session, phase, onStop, onRetake }} />;
  return (
    <div className={classes.controls}>
      <button type="button" className={classes.record} disabled={phase !== 'ready'} onClick={onStart}>
        <span className={classes.recordMark} aria-hidden />
        {recordTexts.start}
        <Key name={recordKeys.start} />
      </button>
    </div>
  );
}

function Key({ name }: { name: string }) {
  return (
    <kbd className={classes.key} aria-hidden>
      {name}
    </kbd>
  );
}

function RunningButtons({ session, phase, onStop, onRetake }: Omit<RecordButtonsProps, 'onStart'>) {
  const isPaused = phase === 'paused';
  const isStopping = phase === 'stopping';
  const Icon = isPaused ? IconPlayerRecord : IconPlayerPause;
  return (
    <div className={classes.controls}>
      <Button
        size="lg"
        radius="xl"
        color="red"
        leftSection={<IconPlayerStop size={20} />}
        rightSection={<Key name={recordKeys.stop} />}
        disabled={isStopping}
        onClick={onStop}
      >
        {recordTexts.stop}
      </Button>
      <Button
        size="lg"
        radius="xl"
        variant="default"
        leftSection={<Icon size={20} />}
        rightSection={<Key name={recordKeys.pause} />}
        disabled={isStopping}
        onClick={() => (isPaused ? session.resume() : session.pause())}
      >
        {isPaused ? recordTexts.resume : recordTexts.pause}
      </Button>
      <Button
        size="lg"
        radius="xl"
        variant="subtle"
        color="gray"
        leftSection={<IconRefresh size={20} />}
        onClick={onRetake}
      >
        {recordTexts.retake}
      </Button>
    </div>
  );
}
