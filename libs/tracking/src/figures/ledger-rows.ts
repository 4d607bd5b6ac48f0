/**
 * SQL condition on `h` (hits): the request belongs to a visit that the same visitor opened right after, so the visit tells it all.
 * A scanner's fetch on the same link, by another agent or network, stays a line of its own.
 */
export const isPartOfVisit = `exists (select 1 from visits hv where hv.link_id = h.link_id and hv.visitor_key = h.visitor_key
  and hv.last_seen_at >= h.occurred_at and hv.opened_at <= h.occurred_at + interval '2 minutes')`;

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Columns of a visit as a line of the ledger, from `v`. */
export const visitColumns = `v.id, 'visit' as kind, v.link_id as "linkId", v.prospect_id as "prospectId", v.class, v.reasons,
  v.rule_version as "ruleVersion", (v.viewed_at is not null and v.class = 'human') as "isView",
  (v.completed_at is not null and v.class = 'human') as "isCompleted", v.is_likely_forwarded as "isLikelyForwarded",
  v.watched_share as "watchedShare", v.watched::text as watched, v.duration_ms as "durationMs", v.kept, v.device, v.facts->>'agent' as agent,
  ${iso('v.opened_at')} as "startedAt", ${iso('v.last_seen_at')} as "lastSeenAt", ${iso('v.viewed_at')} as "viewedAt",
  (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'type', a.kind, 'at', ${iso('a.occurred_at')}, 'atMs', a.at_ms,
     'label', a.label, 'text', a.text) order by a.occurred_at, a.id), '[]')
   from visit_actions a where a.visit_id = v.id and a.kind <> 'booking') as actions`;

/** Columns of a hit as a line of the ledger, from `h`; the same in number and type. */
export const hitColumns = `h.id, 'hit' as kind, h.link_id as "linkId", h.prospect_id as "prospectId", h.class, h.reasons,
  h.rule_version as "ruleVersion", false as "isView", false as "isCompleted", false as "isLikelyForwarded",
  0::float8 as "watchedShare", '{}' as watched, null::int as "durationMs", null::jsonb as kept, '' as device, h.facts->>'agent' as agent,
  ${iso('h.occurred_at')} as "startedAt", ${iso('h.occurred_at')} as "lastSeenAt", null::text as "viewedAt", '[]'::jsonb as actions`;
