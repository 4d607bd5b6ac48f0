import type { Prospect as ProspectReply } from '@app/contracts';
import type { LastVisit, ProspectOverview } from '@app/database';

const deeds = {
  click: (label: string | null) => (label ? `clicked ${label}` : 'clicked'),
  booking: () => 'booked',
  reply: () => 'replied',
  reaction: (label: string | null) => (label ? `reacted ${label}` : 'reacted'),
} as const;

/** When a prospect last did something, and what: e.g. `watched 62 %, clicked Book a time`. The last three different actions are told. */
export function presentActivity(visit: LastVisit): { at: string; because: string } {
  const told = visit.actions.map(({ kind, label }) => deeds[kind](label));
  const seen = visit.isView ? `watched ${Math.round(visit.watchedShare * 100)}%` : 'opened';
  const times = [visit.lastSeenAt, ...visit.actions.map(({ at }) => new Date(at))].map(Number);
  return {
    at: new Date(Math.max(...times)).toISOString(),
    because: [seen, ...[...new Set(told)].slice(-3)].join(', '),
  };
}

/** A prospect as the API shows one. */
export function presentProspect(prospect: ProspectOverview): ProspectReply {
  const { lastVisit, createdAt, updatedAt, ...fields } = prospect;
  return {
    ...fields,
    lastActivity: lastVisit && presentActivity(lastVisit),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
