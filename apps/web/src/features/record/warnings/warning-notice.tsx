import { Button } from '@mantine/core';
import type { BrowserSession } from '../../../recorder/create-recorder-session';
import type { LostSource } from '../../../recorder/stage';
import type { WarningKind } from '../../../recorder/warnings/measurement';
import type { SourceControl } from '../use-sources';
import { DeviceChoices } from './device-choices';
import { ProblemNotice } from './problem-notice';
import { noticeTexts, warningTexts } from './warnings.texts';

/** The source that another one can be chosen for. */
const sourceOf: Partial<Record<WarningKind, LostSource>> = {
  'silent-microphone': 'microphone',
  'black-camera': 'camera',
  'frozen-camera': 'camera',
  'black-screen': 'screen',
  'frozen-screen': 'screen',
};

interface WarningNoticeProps {
  warning: WarningKind;
  session: BrowserSession;
  control: SourceControl;
  onHide: () => void;
}

/** Something is wrong with what is being recorded; goes away by itself when it is mended. */
export function WarningNotice({ warning, session, control, onHide }: WarningNoticeProps) {
  const { title, text } = warningTexts[warning];
  const source = sourceOf[warning];
  const isCameraSpare = source === 'camera' && session.stage.hasScreen;
  return (
    <ProblemNotice title={title} text={text} onHide={onHide}>
      {(source === 'camera' || source === 'microphone') && (
        <DeviceChoices kind={source} control={control} brokenId={session.stage.deviceIdOf(source)} />
      )}
      {source === 'screen' && (
        <Button variant="default" size="sm" onClick={() => void session.chooseScreen()}>
          {noticeTexts.shareScreen}
        </Button>
      )}
      {isCameraSpare && (
        <Button variant="subtle" color="gray" size="sm" onClick={() => control.goOnWithout('camera')}>
          {noticeTexts.goOnWithout}
        </Button>
      )}
    </ProblemNotice>
  );
}
