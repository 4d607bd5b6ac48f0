import type { Prospect } from '@app/contracts';
import { Stack, VisuallyHidden } from '@mantine/core';
import type { BrowserSession } from '../../recorder/create-recorder-session';
import type { RecorderSnapshot } from '../../recorder/recorder-snapshot';
import { announcement } from './announcement';
import { CaptureNotice } from './capture-notice';
import { FailureNotice } from './failure-notice';
import { BubbleOverlay } from './look/bubble-overlay';
import { CameraFullButton } from './look/camera-full-button';
import { Preview } from './preview';
import { RecordButtons } from './record-buttons';
import { recordTexts } from './record.texts';
import { Teleprompter } from './script/teleprompter';
import { SourceSwitch } from './source-controls';
import { TrialControls, trialAnnouncement } from './trial/trial-controls';
import { TrialOverlay } from './trial/trial-overlay';
import type { RecorderControls } from './use-recorder-controls';
import { ProblemNotices } from './warnings/problem-notices';

interface StageColumnProps {
  session: BrowserSession | null;
  snapshot: RecorderSnapshot;
  prospect: Prospect | null;
  controls: RecorderControls;
  onRetake: () => void;
}

/** What is seen and pressed: script, picture, red button, and what goes wrong. */
export function StageColumn({ session, snapshot, prospect, controls, onRetake }: StageColumnProps) {
  const { sources, look, trial, warnings } = controls;
  const { choice, choose } = sources;
  const { phase, refusal } = snapshot;
  return (
    <Stack gap="md">
      <VisuallyHidden component="h1">{recordTexts.title}</VisuallyHidden>
      <Teleprompter {...{ session, phase, prospect }} control={controls.script} />
      <Preview session={session} snapshot={snapshot}>
        <BubbleOverlay session={session} control={look} />
        <TrialOverlay state={trial.state} />
      </Preview>
      <VisuallyHidden aria-live="polite">{announcement(snapshot)}</VisuallyHidden>
      <VisuallyHidden aria-live="polite">{trialAnnouncement(trial)}</VisuallyHidden>
      <VisuallyHidden aria-live="polite">{warnings.mended}</VisuallyHidden>
      {refusal && (
        <CaptureNotice error={refusal} permission={controls.permission} onRetry={controls.retryCapture} />
      )}
      {session && <FailureNotice session={session} snapshot={snapshot} />}
      <SourceSwitch {...{ session, snapshot, choice }} onChoose={(next) => void choose(next)}>
        <CameraFullButton control={look} />
      </SourceSwitch>
      {session && phase !== 'failed' && (
        <RecordButtons {...{ session, phase, onRetake }} onStart={controls.start} onStop={controls.stop} />
      )}
      <TrialControls control={trial} phase={phase} />
      {session && <ProblemNotices {...{ session, snapshot, warnings }} control={sources} />}
    </Stack>
  );
}
