import { FfmpegRunError, MediaError } from '@app/media';
import { StorageError } from '@app/storage';
import { QueryFailedError } from 'typeorm';
import { isOutage } from './outage.js';

const coded = (code: string) => Object.assign(new Error('broken'), { code });
const failedQuery = (driverError: Error) => new QueryFailedError('select 1', [], driverError);

test.each([
  ['a store that is away', new StorageError('unavailable', 'away')],
  ['a store that is full', new StorageError('no-space', 'full')],
  ['a store that refuses us', new StorageError('access-denied', 'refused')],
  ['a database that is shut down', failedQuery(coded('57P01'))],
  ['a database that is starting', coded('57P03')],
  ['a database without room', failedQuery(coded('53100'))],
  ['a connection that broke while something was sent', failedQuery(coded('EPIPE'))],
  ['a connection that is refused', coded('ECONNREFUSED')],
  ['a full disk', coded('ENOSPC')],
  ['a disk that ffmpeg found full', new FfmpegRunError('renditions', 'x.mp4: No space left on device')],
  ['a connection that broke in a query', failedQuery(new Error('Connection terminated unexpectedly'))],
])('%s is an outage', (_name, error) => expect(isOutage(error)).toBe(true));

test.each([
  ['a source that is gone', new StorageError('not-found', 'gone')],
  ['a file that ffmpeg cannot read', new MediaError('broken_container', 'broken')],
  ['a pipe to a program that ended', coded('EPIPE')],
  ['a query that is wrong', failedQuery(coded('22P02'))],
  ['an ffmpeg that was killed', new FfmpegRunError('renditions', 'Killed')],
  ['a programming error', new TypeError('x is undefined')],
  ['something that is no error', 'broken'],
])('%s is none', (_name, error) => expect(isOutage(error)).toBe(false));
