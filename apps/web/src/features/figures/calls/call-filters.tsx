import { Select } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useSession } from '../../../shared/api/session';
import type { CallFilter } from '../api/calls';
import { useFilterChoices } from '../api/filter-choices';
import { callsTexts } from './calls.texts';

const texts = callsTexts.filters;

/** Whose prospects, and of which campaign; kept in the address. A rep has only their own. */
export function CallFilters() {
  const filter = useSearch({ from: '/member/figures/calls' });
  const navigate = useNavigate({ from: '/figures/calls' });
  const { member } = useSession();
  const isRep = member.role === 'rep';
  const { members, teams, campaigns } = useFilterChoices(isRep);
  const choose = (change: CallFilter) => void navigate({ search: { ...filter, ...change }, replace: true });
  const common = { clearable: true, w: { base: '100%', xs: 180 } };
  return (
    <>
      {!isRep && (
        <Select
          {...common}
          aria-label={texts.member}
          placeholder={`${texts.member}: ${texts.any}`}
          data={members}
          value={filter.memberId ?? null}
          onChange={(memberId) => choose({ memberId: memberId ?? undefined })}
        />
      )}
      {member.role === 'admin' && (
        <Select
          {...common}
          aria-label={texts.team}
          placeholder={`${texts.team}: ${texts.any}`}
          data={teams}
          value={filter.teamId ?? null}
          onChange={(teamId) => choose({ teamId: teamId ?? undefined })}
        />
      )}
      <Select
        {...common}
        aria-label={texts.campaign}
        placeholder={`${texts.campaign}: ${texts.any}`}
        data={campaigns}
        value={filter.campaignId ?? null}
        onChange={(campaignId) => choose({ campaignId: campaignId ?? undefined })}
      />
    </>
  );
}
