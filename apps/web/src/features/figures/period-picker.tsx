import { Group, SegmentedControl, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useSession } from '../../shared/api/session';
import { useNow } from '../../shared/use-now';
import { figuresTexts } from './figures.texts';
import { periodDays } from './period';

const texts = figuresTexts.period;
const custom = 'custom';
const choices = [
  ...([7, 30, 90] as const).map((days) => ({ value: String(days), label: texts.days[days] })),
  { value: custom, label: texts.custom },
];

/** Chooses the period; the address keeps it. */
export function PeriodPicker() {
  const search = useSearch({ from: '/member/figures' });
  const navigate = useNavigate({ from: '/figures' });
  const period = periodDays(search, useNow(), useSession().workspace.timeZone);
  const { by } = search;
  const isCustom = Boolean(search.from && search.to);
  const choose = (value: string) => {
    const days = ([7, 30, 90] as const).find((known) => String(known) === value);
    void navigate({ search: days ? { days, by } : { ...period, by } });
  };
  return (
    <Group gap="xs">
      {isCustom && (
        <>
          <TextInput
            type="date"
            aria-label={texts.from}
            value={period.from}
            max={period.to}
            onChange={(event) => {
              const from = event.currentTarget.value;
              if (from) void navigate({ search: { ...period, from, by } });
            }}
          />
          <TextInput
            type="date"
            aria-label={texts.to}
            value={period.to}
            min={period.from}
            onChange={(event) => {
              const to = event.currentTarget.value;
              if (to) void navigate({ search: { ...period, to, by } });
            }}
          />
        </>
      )}
      <SegmentedControl
        aria-label={texts.label}
        data={choices}
        value={isCustom ? custom : String(search.days ?? 30)}
        onChange={choose}
      />
    </Group>
  );
}
