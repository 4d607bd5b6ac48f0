import { FfmpegRunError } from '@app/media';
import { StorageError } from '@app/storage';

/** Whether work failed for want of space: nobody's fault, and it will do as soon as there is some. */
export function isDiskFull(error: unknown): boolean {
  if (error instanceof FfmpegRunError) return error.isDiskFull;
  if (error instanceof StorageError) return error.code === 'no-space';
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
