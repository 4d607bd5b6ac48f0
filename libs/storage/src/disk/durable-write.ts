import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Makes a file appear whole or not at all, and stay after a power cut: temporary file, fsync, rename, fsync of
 * every folder whose entries changed (rename(2) is atomic, but only the folder's fsync makes it durable).
 * @param tmpDir folder on the same file system; made when missing
 * @param target path of the file
 * @param fill writes the content into the open temporary file
 */
export async function writeDurably(
  tmpDir: string,
  target: string,
  fill: (file: FileHandle, path: string) => Promise<void>,
): Promise<void> {
  await mkdir(tmpDir, { recursive: true });
  const temporary = join(tmpDir, randomUUID());
  try {
    const file = await open(temporary, 'wx', 0o640);
    try {
      await fill(file, temporary);
      await file.sync();
    } finally {
      await file.close();
    }
    await makeFolderDurably(dirname(target));
    await rename(temporary, target);
    await syncFolder(dirname(target));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function makeFolderDurably(folder: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true });
  if (firstMade === undefined) return;
  for (let made = folder; made.length >= firstMade.length; made = dirname(made)) {
    await syncFolder(dirname(made));
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
