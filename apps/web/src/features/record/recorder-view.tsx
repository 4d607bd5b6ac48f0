import type { Prospect } from '@app/contracts';
import { Stack } from '@mantine/core';
import { useState } from 'react';
import type { BrowserSession } from '../../recorder/create-recorder-session';
import type { LiveCaptions } from '../../recorder/live-captions';
import type { RecorderSnapshot } from '../../recorder/recorder-snapshot';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { FileDrop } from './file-drop';
import { LiveCaptionsControl } from './live-captions-control';
import { Extras } from './look/extras';
import classes from './record.module.css';
import { recordTexts } from './record.texts';
import { ShortcutsButton } from './shortcuts/shortcuts-button';
import { DeviceControls } from './source-controls';
import { StageColumn } from './stage-column';
import { TitleField } from './title-field';
import { UploadStatus } from './upload-status';
import { useRecorderControls, type RecorderControls } from './use-recorder-controls';

interface RecorderViewProps {
  session: BrowserSession | null;
  snapshot: RecorderSnapshot;
  live: LiveCaptions | null;
  onFile: (file: File) => void;
  /** For whom it is recorded; null = nobody in particular. */
  prospect: Prospect | null;
  onProspect: (prospect: Prospect | null) => void;
}

/** Everything before *Stop*: preview, sources, the red button, and the link as soon as there is one. */
export function RecorderView(props: RecorderViewProps) {
  const { session, snapshot, prospect } = props;
  const controls = useRecorderControls({ session, snapshot, prospect });
  const [isRetaking, setIsRetaking] = useState(false);
  return (
    <div className={classes.layout}>
      <StageColumn {...{ session, snapshot, prospect, controls }} onRetake={() => setIsRetaking(true)} />
      <SetUpColumn {...props} controls={controls} />
      <ConfirmDialog
        isOpen={isRetaking}
        title={recordTexts.retakeTitle}
        text={recordTexts.retakeText}
        action={recordTexts.retakeAction}
        isBusy={false}
        error={null}
        onClose={() => setIsRetaking(false)}
        onConfirm={() => {
          setIsRetaking(false);
          void session?.retake();
        }}
      />
    </div>
  );
}

/** What is chosen: devices, look, script, opening, captions, title; and where the recording has got to. */
function SetUpColumn(props: RecorderViewProps & { controls: RecorderControls }) {
  const { session, snapshot, live, onFile, prospect, onProspect, controls } = props;
  const { sources, look, script, opening, title, setTitle } = controls;
  const { phase, video } = snapshot;
  return (
    <Stack gap="lg">
      <DeviceControls
        {...{ session, snapshot }}
        choice={sources.choice}
        onChoose={(next) => void sources.choose(next)}
      />
      <Extras {...{ look, script, opening, prospect, onProspect }} />
      <LiveCaptionsControl live={live} phase={phase} />
      <TitleField title={title} onChange={setTitle} videoId={video?.id ?? null} />
      <UploadStatus snapshot={snapshot} />
      <ShortcutsButton />
      {(phase === 'idle' || phase === 'ready') && <FileDrop onFile={onFile} />}
    </Stack>
  );
}
