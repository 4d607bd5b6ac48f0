import { toDiskError, toLocalFileError } from './disk-errors.js';

const systemError = (code: string) => Object.assign(new Error(code), { errno: -1, code });

describe('disk errors', () => {
  it.each([
    ['ENOSPC', 'no-space'],
    ['EDQUOT', 'no-space'],
    ['ENOENT', 'not-found'],
    ['EROFS', 'access-denied'],
    ['ENOTDIR', 'invalid-key'],
    ['EIO', 'unavailable'],
  ])('turns %s into %s', (code, expected) => {
    expect(toDiskError(systemError(code), 'a/b')).toMatchObject({ name: 'StorageError', code: expected });
  });

  it('tells a full disk from any other trouble with a local file', () => {
    expect(toLocalFileError(systemError('ENOSPC'), '/tmp/x')).toMatchObject({ code: 'no-space' });
    expect(toLocalFileError(systemError('ENOENT'), '/tmp/x')).toMatchObject({ code: 'local-file' });
  });

  it('passes everything else through', () => {
    const error = new Error('the camera is gone');
    expect(toDiskError(error, 'a/b')).toBe(error);
  });
});
