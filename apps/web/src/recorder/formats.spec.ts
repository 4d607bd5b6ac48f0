import { chooseFormat, recordingFormats } from './formats';

const only = (...types: string[]) => ({
  canUseWebCodecs: false,
  isTypeSupported: (mimeType: string) => types.includes(mimeType),
});

describe('chooseFormat', () => {
  it('takes WebCodecs first where it works', () => {
    const format = chooseFormat({ canUseWebCodecs: true, isTypeSupported: () => true });
    expect(format?.engine).toBe('webcodecs');
  });

  it('keeps the order of the media table for MediaRecorder', () => {
    const types = recordingFormats
      .filter((row) => row.engine === 'media-recorder')
      .map((row) => row.mimeType);
    expect(types).toEqual([
      'video/mp4;codecs=avc1.640028,mp4a.40.2',
      'video/x-matroska;codecs=avc1.640028,opus',
      'video/mp4;codecs=avc1.640028,opus',
      'video/mp4',
      'video/webm;codecs=vp9,opus',
      'video/webm;codecs=vp8,opus',
      'video/webm',
    ]);
  });

  it('takes Matroska in a Chromium without AAC, and VP9 before VP8', () => {
    const matroska = 'video/x-matroska;codecs=avc1.640028,opus';
    expect(chooseFormat(only('video/mp4', matroska, 'video/webm'))?.mimeType).toBe(matroska);
    expect(
      chooseFormat(only('video/webm', 'video/webm;codecs=vp8,opus', 'video/webm;codecs=vp9,opus'))?.mimeType,
    ).toBe('video/webm;codecs=vp9,opus');
  });

  it('takes in every browser what that browser writes best', () => {
    // What each answers to `isTypeSupported`; WebCodecs with readable tracks is Chromium's alone.
    const safari = only('video/mp4', 'video/mp4;codecs=avc1.640028,mp4a.40.2');
    const olderSafari = only('video/mp4');
    const safariWithWebm = only('video/mp4', 'video/mp4;codecs=avc1.640028,mp4a.40.2', 'video/webm');
    const firefox = only('video/webm', 'video/webm;codecs=vp8,opus');
    const chosen = [safari, olderSafari, safariWithWebm, firefox].map((browser) => {
      const format = chooseFormat(browser);
      return [format?.engine, format?.mimeType, format?.extension];
    });
    expect(chosen).toEqual([
      ['media-recorder', 'video/mp4;codecs=avc1.640028,mp4a.40.2', 'mp4'],
      ['media-recorder', 'video/mp4', 'mp4'],
      ['media-recorder', 'video/mp4;codecs=avc1.640028,mp4a.40.2', 'mp4'],
      ['media-recorder', 'video/webm;codecs=vp8,opus', 'webm'],
    ]);
  });

  it('leaves out an engine that failed', () => {
    const format = chooseFormat({ canUseWebCodecs: true, isTypeSupported: () => true }, ['webcodecs']);
    expect(format?.mimeType).toBe('video/mp4;codecs=avc1.640028,mp4a.40.2');
  });

  it('says so when nothing can be recorded', () => {
    expect(chooseFormat(only())).toBeNull();
  });
});
