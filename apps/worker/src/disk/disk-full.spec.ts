import { FfmpegRunError, MediaError } from '@app/media';
import { StorageError } from '@app/storage';
import { isDiskFull } from './disk-full.js';

const systemError = (code: string) => Object.assign(new Error(code), { code });

test.each<[expected: boolean, error: unknown]>([
  [true, systemError('ENOSPC')],
  [true, systemError('EDQUOT')],
  [true, new StorageError('no-space', 'full')],
  [true, new FfmpegRunError('exit 1', 'av_interleaved_write_frame(): No space left on device')],
  [false, new FfmpegRunError('exit 1', 'Invalid data found when processing input')],
  [false, new StorageError('unavailable', 'gone')],
  [false, new MediaError('broken_container')],
  [false, systemError('EACCES')],
  [false, undefined],
])('%p: %p', (expected, error) => expect(isDiskFull(error)).toBe(expected));
