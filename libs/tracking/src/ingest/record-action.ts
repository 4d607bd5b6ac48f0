import { toSourceMs } from '@app/contracts';
import { v7 as newId } from 'uuid';
import { eventOf, settleVisit } from './settle-visit.js';
import { inTransaction, type SqlExecutor, type SqlPool } from './sql-executor.js';
import { writeEvents } from './tracking-events.js';
import { lockVisits, saveVisits, type VisitRow } from './visit-row.js';

/** What a visitor can do beside watching. */
export type ActionKind = 'click' | 'reply' | 'reaction' | 'booking';

/** An action of a visit, named by its verified token. */
export interface ActionToRecord {
  readonly visitId: string;
  readonly kind: ActionKind;
  /** Words on the call to action that was pressed. */
  readonly label?: string;
  /** Where the call to action leads. */
  readonly target?: string;
  /** Text of a reply, or the reaction itself. */
  readonly text?: string;
  /** Position in what is played, milliseconds; kept in source time. */
  readonly atMs?: number;
  /** Server time, milliseconds since 1970. */
  readonly nowMs: number;
}

/** A recorded action; `isTold` when members are notified of it. */
export interface RecordedAction {
  readonly id: string;
  readonly isTold: boolean;
}

const topics: Readonly<Record<ActionKind, string>> = {
  click: 'action.clicked',
  reply: 'reply.received',
  reaction: 'reaction.received',
  booking: 'booking.made',
};

/**
 * Records a click, reply, reaction or booking. Each is kept; members are told of each kind at most once per visit, and only
 * of a person's (4-tracking.md, "A view"). Doing something is itself an input, so a suspect visit may become a person's.
 *
 * @returns null when the visit does not exist (erased or past retention)
 * @throws the database's error
 */
export async function recordAction(pool: SqlPool, action: ActionToRecord): Promise<RecordedAction | null> {
  return inTransaction(pool, async (client) => {
    const before = (await lockVisits(client, [action.visitId])).get(action.visitId);
    if (!before) return null;
    const news = { atMs: action.nowMs, facts: { hasInput: true } };
    const { visit, events } = settleVisit(before, news);
    const topic = topics[action.kind];
    const isTold = visit.class === 'human' && !visit.notified.includes(topic);
    const notified = isTold ? [...visit.notified, topic] : visit.notified;
    const id = newId();
    const said = { label: wellFormed(action.label), text: wellFormed(action.text) };
    await insertAction(client, id, action, visit);
    await saveVisits(client, [{ ...visit, notified }]);
    const told = eventOf(visit, topic, action.nowMs, { actionId: id, ...said });
    await writeEvents(client, isTold ? [...events, told] : events);
    return { id, isTold };
  });
}

async function insertAction(
  client: SqlExecutor,
  id: string,
  action: ActionToRecord,
  visit: VisitRow,
): Promise<void> {
  await client.query(
    `insert into visit_actions (id, visit_id, workspace_id, link_id, video_id, prospect_id, member_id, kind, label, target, text, at_ms, occurred_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      id,
      visit.id,
      visit.workspaceId,
      visit.linkId,
      visit.videoId,
      visit.prospectId,
      visit.memberId,
      action.kind,
      wellFormed(action.label),
      wellFormed(action.target),
      wellFormed(action.text),
      action.atMs === undefined ? null : toSourceMs(visit.played.kept, Math.round(action.atMs)),
      new Date(action.nowMs).toISOString(),
    ],
  );
}

/** PostgreSQL holds neither U+0000 nor half a character; a reply must not fail for it. */
function wellFormed(text: string | undefined): string | null {
  return text === undefined ? null : Buffer.from(text).toString().replaceAll('\u0000', '');
}
