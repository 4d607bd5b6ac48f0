import { Stack } from '@mantine/core';
import type { BrowserSession } from '../../../recorder/create-recorder-session';
import type { RecorderSnapshot } from '../../../recorder/recorder-snapshot';
import type { SourceControl } from '../use-sources';
import { LostNotice } from './lost-notice';
import type { StandingWarnings } from './use-warnings';
import { WarningNotice } from './warning-notice';

interface ProblemNoticesProps {
  session: BrowserSession;
  snapshot: RecorderSnapshot;
  control: SourceControl;
  warnings: StandingWarnings;
}

/** Everything that is wrong right now. Stands below the buttons, so that none of them moves from under the pointer. */
export function ProblemNotices({ session, snapshot, control, warnings }: ProblemNoticesProps) {
  const { phase, lostSources } = snapshot;
  if (phase === 'stopping' || phase === 'failed') return null;
  if (lostSources.length + warnings.shown.length === 0) return null;
  return (
    <Stack gap="sm">
      {lostSources.map((source) => (
        <LostNotice key={source} {...{ source, session, phase, control }} />
      ))}
      {warnings.shown.map((warning) => (
        <WarningNotice
          key={warning}
          {...{ warning, session, control }}
          onHide={() => warnings.hide(warning)}
        />
      ))}
    </Stack>
  );
}
