import { Button } from '@mantine/core';
import type { BrowserSession } from '../../../recorder/create-recorder-session';
import { canShareScreen } from '../../../recorder/devices';
import type { RecorderPhase } from '../../../recorder/recorder-state';
import type { LostSource } from '../../../recorder/stage';
import type { SourceControl } from '../use-sources';
import { DeviceChoices } from './device-choices';
import { ProblemNotice } from './problem-notice';
import { lostTexts, noticeTexts } from './warnings.texts';

interface LostNoticeProps {
  source: LostSource;
  session: BrowserSession;
  phase: RecorderPhase;
  control: SourceControl;
}

/** A source ended by itself: what goes on, another one to choose, and the way on without. */
export function LostNotice({ source, session, phase, control }: LostNoticeProps) {
  const { hasPicture } = session.stage;
  const { title, before, ...during } = lostTexts[source];
  const isRunning = phase === 'recording' || phase === 'paused';
  const isScreenOffered = source === 'screen' || (source === 'camera' && !hasPicture && canShareScreen());
  // Without any picture there is nothing to go on with.
  const canGoOn = source === 'microphone' || hasPicture;
  const share = () =>
    void (source === 'screen'
      ? session.chooseScreen()
      : control.choose({ ...control.choice, sources: 'screen' }));
  return (
    <ProblemNotice title={title} text={isRunning ? during[hasPicture ? 'going-on' : 'paused'] : before}>
      {source !== 'screen' && <DeviceChoices kind={source} control={control} brokenId={null} />}
      {isScreenOffered && (
        <Button variant="default" size="sm" onClick={share}>
          {noticeTexts.shareScreen}
        </Button>
      )}
      {canGoOn && (
        <Button variant="subtle" color="gray" size="sm" onClick={() => control.goOnWithout(source)}>
          {noticeTexts.goOnWithout}
        </Button>
      )}
    </ProblemNotice>
  );
}
