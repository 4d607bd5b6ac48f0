import { encodeMetadata, TransportError } from './tus-transport';

describe('tus transport', () => {
  it('encodes metadata as the protocol wants it, whatever the file is called', () => {
    const header = encodeMetadata({ videoId: 'v', run: 2, filename: 'Grüße 👋.mp4' });
    const decoded = header.split(',').map((pair) => {
      const [key, value] = pair.split(' ');
      return [key, Buffer.from(value ?? '', 'base64').toString('utf8')];
    });
    expect(decoded).toEqual([
      ['videoId', 'v'],
      ['run', '2'],
      ['filename', 'Grüße 👋.mp4'],
    ]);
  });

  it.each([
    [null, true],
    [500, true],
    [503, true],
    [409, true],
    [423, true],
    [429, true],
    [401, true],
    [400, false],
    [403, false],
    [404, false],
    [413, false],
    [415, false],
  ])('status %s can be tried again: %s', (status, canRetry) => {
    expect(new TransportError(status).canRetry).toBe(canRetry);
  });
});
