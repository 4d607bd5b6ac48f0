import { Button } from '@mantine/core';
import type { Device } from '../../../recorder/devices';
import { useDevices } from '../use-devices';
import type { SourceControl } from '../use-sources';
import { noticeTexts } from './warnings.texts';

interface DeviceChoicesProps {
  kind: 'camera' | 'microphone';
  control: SourceControl;
  /** The device that does not work and is not offered again; null when any may work. */
  brokenId: string | null;
}

/** Those that can be told apart; the system's default is one of the others under a second name. */
function offered(devices: readonly Device[], brokenId: string | null): Device[] {
  const known = devices.filter(({ id, name }) => id !== '' && name !== '' && id !== brokenId);
  const named = known.filter(({ id }) => id !== 'default');
  return named.length > 0 ? named : known;
}

/** A button for every other device; one that tries again where the browser hides what is plugged in. */
export function DeviceChoices({ kind, control, brokenId }: DeviceChoicesProps) {
  const { cameras, microphones } = useDevices(true);
  const devices = kind === 'camera' ? cameras : microphones;
  const choose = (id: string | null) =>
    void control.choose({
      ...control.choice,
      [kind === 'camera' ? 'cameraId' : 'microphoneId']: id,
    });
  const isHidden = devices.some(({ id, name }) => id === '' || name === '');
  return (
    <>
      {offered(devices, brokenId).map(({ id, name }) => (
        <Button key={id} variant="default" size="sm" onClick={() => choose(id)}>
          {noticeTexts.use(name)}
        </Button>
      ))}
      {isHidden && (
        <Button variant="default" size="sm" onClick={() => choose(null)}>
          {noticeTexts.tryAgain}
        </Button>
      )}
    </>
  );
}
