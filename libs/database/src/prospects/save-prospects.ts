import type { EntityManager } from 'typeorm';
import type { Reach } from '../members/reach.js';
import { newId } from '../new-id.js';

/** The fields of a prospect to save: what is absent stays as it is, null takes away. */
export interface ProspectChange {
  email: string;
  firstName?: string | null;
  lastName?: string | null;
  company?: string | null;
  externalId?: string | null;
  /** Added to the free fields that are there. */
  fields?: Record<string, string>;
}

/** A row to save. */
export interface ProspectToSave {
  change: ProspectChange;
  /** HMAC of the address, looked up among those who were erased. */
  emailHash: Buffer;
}

/** What became of a row; rows that were not kept say why, as an error code of the API. */
export type SavedProspect =
  | { outcome: 'created' | 'updated'; id: string }
  | { outcome: 'suppressed' | 'prospect-taken' | 'prospect-exists' };

interface Owner {
  workspaceId: string;
  memberId: string;
  reach: Reach;
}

interface Known {
  id: string;
  memberId: string;
  email: string;
  externalId: string | null;
}

interface Waiting {
  row: ProspectToSave;
  /** Places in the list of outcomes: rows that name the same person with the same words are one. */
  indexes: number[];
}

/** Saves rows in the transaction of a caller who holds the lock. Rows that touch the same person go in later rounds. */
export async function saveProspects(
  manager: EntityManager,
  owner: Owner,
  rows: readonly ProspectToSave[],
): Promise<SavedProspect[]> {
  const outcomes: SavedProspect[] = [];
  let waiting = mergeRepeated(rows);
  while (waiting.length > 0) {
    // oxlint-disable-next-line no-await-in-loop -- a later round sees what the earlier one wrote
    waiting = await saveRound(manager, owner, waiting, outcomes);
  }
  return outcomes;
}

function mergeRepeated(rows: readonly ProspectToSave[]): Waiting[] {
  const byPerson = new Map<string, Waiting>();
  for (const [index, row] of rows.entries()) {
    const person = JSON.stringify([row.change.email, row.change.externalId ?? null]);
    const earlier = byPerson.get(person);
    if (!earlier) byPerson.set(person, { row, indexes: [index] });
    else {
      const fields = { ...earlier.row.change.fields, ...row.change.fields };
      earlier.row = { ...row, change: { ...earlier.row.change, ...row.change, fields } };
      earlier.indexes.push(index);
    }
  }
  return [...byPerson.values()];
}

async function saveRound(
  manager: EntityManager,
  owner: Owner,
  rows: readonly Waiting[],
  outcomes: SavedProspect[],
): Promise<Waiting[]> {
  const known = await findKnown(manager, owner.workspaceId, rows);
  const suppressed = await findSuppressed(manager, owner.workspaceId, rows);
  const touched = new Set<string>();
  const later: Waiting[] = [];
  const inserts: { id: string; change: ProspectChange }[] = [];
  const updates: typeof inserts = [];
  for (const each of rows) {
    const { change, emailHash } = each.row;
    const byEmail = known.byEmail.get(change.email);
    const byExternalId = change.externalId ? known.byExternalId.get(change.externalId) : undefined;
    const marks = marksOf(change, byEmail, byExternalId);
    const isSecond = marks.some((mark) => touched.has(mark));
    for (const mark of marks) touched.add(mark);
    if (isSecond) {
      later.push(each);
      continue;
    }
    const target = byExternalId ?? byEmail;
    const isSuppressed = suppressed.has(emailHash.toString('hex'));
    const refusal = refusalOf(owner.reach, byEmail, target, isSuppressed);
    const id = target?.id ?? newId();
    if (!refusal) (target ? updates : inserts).push({ id, change });
    tell(
      outcomes,
      each.indexes,
      refusal ? { outcome: refusal } : { outcome: target ? 'updated' : 'created', id },
    );
  }
  await insertAll(manager, owner, inserts);
  await updateAll(manager, updates);
  return later;
}

/** The first of repeated rows may create; the others then update. */
function tell(outcomes: SavedProspect[], [first, ...others]: readonly number[], saved: SavedProspect): void {
  if (first !== undefined) outcomes[first] = saved;
  for (const index of others) outcomes[index] = 'id' in saved ? { ...saved, outcome: 'updated' } : saved;
}

/** What a row touches: its address, its external id, and the people who have them now. */
function marksOf(
  change: ProspectChange,
  byEmail: Known | undefined,
  byExternalId: Known | undefined,
): string[] {
  return [
    `email ${change.email}`,
    ...(change.externalId ? [`external ${change.externalId}`] : []),
    ...(byEmail ? [byEmail.id] : []),
    ...(byExternalId ? [byExternalId.id] : []),
  ];
}

function refusalOf(
  reach: Reach,
  byEmail: Known | undefined,
  target: Known | undefined,
  isSuppressed: boolean,
) {
  if (isSuppressed) return 'suppressed';
  if (target && reach !== 'all' && !reach.includes(target.memberId)) return 'prospect-taken';
  return byEmail && byEmail.id !== target?.id ? 'prospect-exists' : undefined;
}

async function findKnown(manager: EntityManager, workspaceId: string, rows: readonly Waiting[]) {
  const found = await manager.query<Known[]>(
    `select id, member_id as "memberId", email, external_id as "externalId" from prospects
      where workspace_id = $1 and (email = any($2) or external_id = any($3))`,
    [
      workspaceId,
      rows.map(({ row }) => row.change.email),
      rows.flatMap(({ row }) => row.change.externalId ?? []),
    ],
  );
  return {
    byEmail: new Map(found.map((each) => [each.email, each])),
    byExternalId: new Map(found.flatMap((each) => (each.externalId ? [[each.externalId, each]] : []))),
  };
}

async function findSuppressed(manager: EntityManager, workspaceId: string, rows: readonly Waiting[]) {
  const found = await manager.query<{ hash: string }[]>(
    `select encode(email_hash, 'hex') as hash from suppressions where workspace_id = $1 and email_hash = any($2)`,
    [workspaceId, rows.map(({ row }) => row.emailHash)],
  );
  return new Set(found.map(({ hash }) => hash));
}

type Written = readonly { id: string; change: ProspectChange }[];

const parametersOf = (rows: Written) => [
  rows.map(({ id }) => id),
  rows.map(({ change }) => JSON.stringify(change)),
];

async function insertAll(manager: EntityManager, owner: Owner, rows: Written): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `insert into prospects (id, workspace_id, member_id, email, first_name, last_name, company, external_id, fields)
     select id, $3, $4, c ->> 'email', c ->> 'firstName', c ->> 'lastName', c ->> 'company', c ->> 'externalId',
            coalesce(c -> 'fields', '{}')
       from unnest($1::uuid[], $2::jsonb[]) as new (id, c)`,
    [...parametersOf(rows), owner.workspaceId, owner.memberId],
  );
}

const kept = (name: string, column: string) =>
  `${column} = case when c ? '${name}' then c ->> '${name}' else p.${column} end`;

/** Free fields are added to; should that make more than 50, the new ones replace the old. */
async function updateAll(manager: EntityManager, rows: Written): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `update prospects p set email = c ->> 'email', ${kept('firstName', 'first_name')},
            ${kept('lastName', 'last_name')}, ${kept('company', 'company')}, ${kept('externalId', 'external_id')},
            fields = case when not c ? 'fields' then p.fields
                          when (select count(*) from jsonb_object_keys(p.fields || (c -> 'fields'))) > 50 then c -> 'fields'
                          else p.fields || (c -> 'fields') end,
            updated_at = now()
       from unnest($1::uuid[], $2::jsonb[]) as new (id, c) where p.id = new.id`,
    parametersOf(rows),
  );
}
