import { absentDevice, parseDevices } from './remembered-devices';

const headset = { id: 'h1', name: 'Headset' };

describe('parseDevices', () => {
  it('reads what was kept', () => {
    const kept = { camera: null, microphone: headset };
    expect(parseDevices(JSON.stringify(kept))).toEqual(kept);
  });

  it.each([null, '', 'abc\ndef', '{', '{"camera":5}', '{"camera":null}', '[]'])(
    'takes %j for nothing',
    (text) => {
      expect(parseDevices(text)).toEqual({ camera: null, microphone: null });
    },
  );
});

describe('absentDevice', () => {
  it('names the device that is not plugged in', () => {
    expect(absentDevice(headset, ['other'])).toBe('Headset');
    expect(absentDevice(headset, ['other', 'h1'])).toBeNull();
  });

  it('says nothing where nothing was chosen, nothing is known, or no sound is wanted', () => {
    expect(absentDevice(null, ['other'])).toBeNull();
    expect(absentDevice(headset, [])).toBeNull();
    expect(absentDevice(headset, [''])).toBeNull();
    expect(absentDevice({ id: 'none', name: '' }, ['other'])).toBeNull();
  });
});
