import type { VideoKind } from '@app/contracts';
import type { EntityManager } from 'typeorm';

/** Any number agreed on by all processes: whoever holds it chooses, the others wait the few milliseconds that it takes. */
const turnLock = 7_305_114;

/**
 * Gives the next turn, inside the caller's transaction: to the workspace whose last one is the longest ago, however much
 * the others have waiting. Within a workspace recordings go first (somebody waits at *Stop*), then what has waited longest.
 * Turns are numbered, not timed: a clock that is set back favours nobody.
 * @param kind only videos of this kind; null: of every kind
 * @returns id of the video, whose row stays locked; null when nothing waits
 */
export async function takeTurn(manager: EntityManager, kind: VideoKind | null): Promise<string | null> {
  await manager.query('select pg_advisory_xact_lock($1)', [turnLock]);
  const [next]: { id: string; workspaceId: string }[] = await manager.query(
    `select v.id, v.workspace_id as "workspaceId" from videos v join workspaces w on w.id = v.workspace_id
     where v.state = 'processing' and v.lease_expires_at is null and ($1::text is null or v.kind = $1)
     order by w.last_turn, v.kind = 'recording' desc, v.finished_at, v.id
     limit 1 for update of v`,
    [kind],
  );
  if (!next) return null;
  await manager.query(
    `update workspaces set last_turn = (select max(last_turn) from workspaces) + 1 where id = $1`,
    [next.workspaceId],
  );
  return next.id;
}
