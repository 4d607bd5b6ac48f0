import { Button, Group, Text } from '@mantine/core';
import type { RecorderPhase } from '../../../recorder/recorder-state';
import { trialSeconds } from '../../../recorder/trial';
import { IconPlayerPlay, IconRefresh, IconX } from '../../../shared/icons';
import recordClasses from '../record.module.css';
import { trialKey, trialTexts } from './trial.texts';
import type { TrialControl } from './use-trial';

/** Beneath the red button: tries it out, again, or goes back to the camera. */
export function TrialControls({ control, phase }: { control: TrialControl; phase: RecorderPhase }) {
  const { state, start, close } = control;
  if (phase !== 'ready') return null;
  const isOpen = state.is === 'running' || state.is === 'played';
  return (
    <Group justify="center" gap="sm">
      {state.is !== 'running' && (
        <Button
          variant={isOpen ? 'default' : 'subtle'}
          leftSection={isOpen ? <IconRefresh size={18} /> : <IconPlayerPlay size={18} />}
          rightSection={
            <kbd className={recordClasses.key} aria-hidden>
              {trialKey}
            </kbd>
          }
          onClick={start}
        >
          {isOpen ? trialTexts.again : trialTexts.start}
        </Button>
      )}
      {isOpen && (
        <Button variant="default" leftSection={<IconX size={18} />} onClick={close}>
          {trialTexts.close}
        </Button>
      )}
      <Text size="sm" c="dimmed" role={state.is === 'failed' ? 'alert' : undefined}>
        {sentence(control)}
      </Text>
    </Group>
  );
}

function sentence({ state }: TrialControl): string {
  if (state.is === 'failed') return trialTexts.failed;
  if (state.is === 'played') return trialTexts.played;
  return state.is === 'running' ? '' : trialTexts.hint(trialSeconds);
}

/** What a screen reader says of a trial. */
export function trialAnnouncement({ state }: TrialControl): string {
  if (state.is === 'running') return trialTexts.announced;
  return state.is === 'played' ? trialTexts.played : '';
}
