import { chmod, link, open, rename } from 'node:fs/promises';
import { isSystemError } from './disk-errors.js';

/** Another file system, one without hard links, or one that forbids them to this user. */
const refusals = new Set(['EXDEV', 'EPERM', 'EMLINK', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EACCES']);

/**
 * Puts a second name of a file in the place of another one, and makes its bytes durable. Copies nothing.
 * @param localPath file that nobody writes to any more
 * @param path file that is replaced; on the same disk
 * @returns false where the file system refuses: nothing has changed then
 */
export async function linkInstead(localPath: string, path: string): Promise<boolean> {
  const second = `${path}-second`;
  try {
    await link(localPath, second);
  } catch (error) {
    if (isSystemError(error) && refusals.has(error.code ?? '')) return false;
    throw error;
  }
  await chmod(second, 0o640);
  await rename(second, path);
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  return true;
}
