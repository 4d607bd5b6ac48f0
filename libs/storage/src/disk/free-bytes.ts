import { statfs } from 'node:fs/promises';

/** What may still be written to the disk of a folder, bytes. @param folder absolute, existing */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
