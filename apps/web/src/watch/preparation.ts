import { sleep } from './visit.js';

/** While the video is still being made: asks until it plays, then shows it without losing what the viewer typed. */
export async function untilPlayable(slug: string, onProgress: (share: number) => void): Promise<void> {
  for (let waitMs = 500; ; waitMs = Math.min(waitMs * 1.3, 5000)) {
    const state = await fetch(`/w/${slug}/state${location.search}`)
      .then((reply) =>
        reply.ok ? (reply.json() as Promise<{ isPlayable: boolean; progress: number }>) : undefined,
      )
      .catch(() => undefined);
    if (state?.isPlayable) return;
    if (state) onProgress(state.progress);
    await sleep(waitMs);
  }
}
