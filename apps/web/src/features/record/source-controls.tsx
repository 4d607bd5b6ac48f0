import { Button, Group, NativeSelect, SegmentedControl, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BrowserSession } from '../../recorder/create-recorder-session';
import { canShareScreen, type Device } from '../../recorder/devices';
import type { SourceChoice } from '../../recorder/layout';
import type { RecorderSnapshot } from '../../recorder/recorder-snapshot';
import type { StageChoice } from '../../recorder/stage';
import { IconScreenShare } from '../../shared/icons';
import { LevelMeter } from './level-meter';
import { recordTexts } from './record.texts';
import { absentDevice, rememberedDevices } from './remembered-devices';
import { useDevices } from './use-devices';

interface SourceControlsProps {
  session: BrowserSession | null;
  snapshot: RecorderSnapshot;
  choice: StageChoice;
  onChoose: (choice: StageChoice) => void;
}

const screenSources = [
  { value: 'screen', label: recordTexts.screen },
  { value: 'camera', label: recordTexts.camera },
  { value: 'screen-and-camera', label: recordTexts.both },
];

function optionsOf(devices: readonly Device[], kind: string) {
  return devices.map(({ id, name }, index) => ({
    value: id,
    label: name || recordTexts.unnamed(kind, index),
  }));
}

/** Before and while recording; not while it begins or ends. */
const isLocked = ({ phase }: RecorderSnapshot) => phase === 'stopping' || phase === 'countdown';

/** Screen, camera or both, beneath the picture. A phone has no screen to share and gets no choice. */
export function SourceSwitch({
  session,
  snapshot,
  choice,
  onChoose,
  children,
}: SourceControlsProps & { children?: ReactNode }) {
  if (!canShareScreen()) return null;
  return (
    <Group justify="center" gap="sm">
      <SegmentedControl
        aria-label={recordTexts.sources}
        data={screenSources}
        value={choice.sources}
        disabled={isLocked(snapshot)}
        onChange={(value) => onChoose({ ...choice, sources: value as SourceChoice })}
      />
      {choice.sources !== 'camera' && (
        <Button
          variant="subtle"
          leftSection={<IconScreenShare size={18} />}
          disabled={isLocked(snapshot)}
          onClick={() => void session?.chooseScreen()}
        >
          {recordTexts.otherScreen}
        </Button>
      )}
      {children}
    </Group>
  );
}

/** The device that is open (else the chosen one, else the first), and the sentence about a remembered device that is not plugged in. */
function deviceField(
  kind: 'camera' | 'microphone',
  devices: readonly Device[],
  session: BrowserSession | null,
  chosenId: string | null,
): { shownId: string | null; absence: string | undefined } {
  const openId = session?.stage.deviceIdOf(kind) ?? null;
  const used = devices.find(({ id }) => id === openId);
  const absent = absentDevice(
    rememberedDevices()[kind],
    devices.map(({ id }) => id),
  );
  const absence = absent && openId !== null ? recordTexts.deviceAbsent(absent, used?.name ?? '') : undefined;
  const shown = used ?? devices.find(({ id }) => id === chosenId) ?? devices[0];
  return { shownId: shown?.id ?? null, absence };
}

/** Camera, microphone and its level; may be changed while recording. */
export function DeviceControls({ session, snapshot, choice, onChoose }: SourceControlsProps) {
  const { cameras, microphones } = useDevices(snapshot.phase !== 'idle');
  const cameraField = deviceField('camera', cameras, session, choice.cameraId);
  const microphoneField = deviceField('microphone', microphones, session, choice.microphoneId);
  const disabled = isLocked(snapshot);
  const isSoundless = choice.microphoneId === 'none';
  return (
    <Stack gap="md">
      {choice.sources !== 'screen' && cameras.length > 0 && (
        <NativeSelect
          label={recordTexts.camera}
          data={optionsOf(cameras, recordTexts.camera)}
          value={cameraField.shownId ?? ''}
          description={cameraField.absence}
          disabled={disabled}
          onChange={(event) => onChoose({ ...choice, cameraId: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        label={recordTexts.microphone}
        data={[
          ...optionsOf(microphones, recordTexts.microphone),
          { value: 'none', label: recordTexts.noMicrophone },
        ]}
        value={isSoundless ? 'none' : (microphoneField.shownId ?? 'none')}
        description={microphoneField.absence}
        disabled={disabled}
        onChange={(event) => onChoose({ ...choice, microphoneId: event.currentTarget.value })}
      />
      {session && !isSoundless && <LevelMeter session={session} />}
    </Stack>
  );
}
