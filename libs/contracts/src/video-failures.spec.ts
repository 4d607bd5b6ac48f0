import { readFileSync } from 'node:fs';
import { describeVideoFailure } from './video-failures.js';

/** The codes of the media library, read from its source: contracts import no other lib. */
const mediaCodes = [
  ...(readFileSync('libs/media/src/media-error.ts', 'utf8').split('const sentences')[0] ?? '').matchAll(
    /^ {2}\| '(\w+)'/gm,
  ),
].map(([, code]) => code ?? '');

test('every reason of the media library is explained, with a next step, and not worth a retry', () => {
  expect(mediaCodes.length).toBeGreaterThan(10);
  for (const code of mediaCodes) {
    const failure = describeVideoFailure(code);
    expect({ ...failure, message: failure.message.split('. ').length }).toEqual({
      code,
      message: 2,
      canRetry: false,
    });
  }
});

test('trouble of ours may pass, also when its code is not known', () => {
  expect(describeVideoFailure('processing-failed').canRetry).toBe(true);
  expect(describeVideoFailure('never-heard-of')).toMatchObject({ code: 'never-heard-of', canRetry: true });
});
