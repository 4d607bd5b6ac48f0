import type { Campaign, Member, Team } from '@app/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { listQuery } from '../../../shared/pages';

/** What figures can be narrowed to; members and teams are known to managers and admins only. */
export function useFilterChoices(isRep: boolean) {
  const members = useInfiniteQuery({
    ...listQuery<Member>(['members'], '/members', { limit: 200 }),
    enabled: !isRep,
  });
  const teams = useInfiniteQuery({
    ...listQuery<Team>(['teams'], '/teams', { limit: 200 }),
    enabled: !isRep,
  });
  const campaigns = useInfiniteQuery(listQuery<Campaign>(['campaigns'], '/campaigns'));
  return {
    members: choicesOf(members.data),
    teams: choicesOf(teams.data),
    campaigns: choicesOf(campaigns.data),
  };
}

const choicesOf = (things: readonly { id: string; name: string }[] | undefined) =>
  (things ?? []).map(({ id, name }) => ({ value: id, label: name }));
