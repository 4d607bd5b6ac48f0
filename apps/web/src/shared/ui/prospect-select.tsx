import type { Prospect } from '@app/contracts';
import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useProspects } from '../api/prospects';
import { personName } from '../person-name';

const shownAtOnce = 20;
const typingPauseMs = 200;

interface ProspectSelectProps extends Omit<
  SelectProps,
  'data' | 'value' | 'onChange' | 'searchValue' | 'onSearchChange' | 'filter' | 'searchable'
> {
  /** Id of the chosen prospect; null = nobody. */
  value: string | null;
  onChange: (prospect: Prospect | null) => void;
}

/** Chooses a prospect by typing; the server searches. */
export function ProspectSelect({ value, onChange, ...field }: ProspectSelectProps) {
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text, typingPauseMs);
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const { data = [] } = useProspects(search === chosen?.label ? '' : search, shownAtOnce);
  const options = data.map((prospect) => ({
    value: prospect.id,
    label: [personName(prospect), prospect.company].filter(Boolean).join(' · '),
  }));
  const isChosenListed = !chosen || options.some((option) => option.value === chosen.value);
  return (
    <Select
      {...field}
      data={isChosenListed ? options : [chosen, ...options]}
      filter={({ options: found }) => found}
      searchable
      searchValue={text}
      onSearchChange={setText}
      value={value}
      onChange={(id, option) => {
        setChosen(id && option ? { value: id, label: option.label } : null);
        onChange(data.find((prospect) => prospect.id === id) ?? null);
      }}
    />
  );
}
