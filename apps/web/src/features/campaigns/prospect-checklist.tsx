import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useProspects } from '../../shared/api/prospects';
import { personName } from '../../shared/person-name';
import { Face } from '../../shared/ui/face';
import { LoadMore } from '../../shared/ui/load-more';
import { SearchInput } from '../../shared/ui/search-input';
import classes from './campaigns.module.css';
import { campaignsTexts } from './campaigns.texts';

interface ProspectChecklistProps {
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

const texts = campaignsTexts.form;
const perPage = 200;

/** Chooses prospects by ticking; what is chosen stays while one searches. */
export function ProspectChecklist({ chosen, onChange }: ProspectChecklistProps) {
  const [search, setSearch] = useState('');
  const prospects = useProspects(search, perPage);
  const shown = prospects.data ?? [];
  const set = new Set(chosen);
  const toggle = (id: string) =>
    onChange(set.has(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="center">
        <SearchInput label={texts.search} value={search} onChange={setSearch} />
        <Group gap={4}>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => onChange([...new Set([...chosen, ...shown.map(({ id }) => id)])])}
          >
            {texts.selectAll}
          </Button>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onChange([])}>
            {texts.selectNone}
          </Button>
        </Group>
      </Group>
      <div className={classes.picker}>
        {shown.map((prospect) => (
          <label key={prospect.id} className={classes.pick} htmlFor={`pick-${prospect.id}`}>
            <Checkbox
              id={`pick-${prospect.id}`}
              checked={set.has(prospect.id)}
              onChange={() => toggle(prospect.id)}
            />
            <Face name={personName(prospect)} size={32} />
            <span style={{ minWidth: 0 }}>
              <Text size="sm" fw={550} truncate>
                {personName(prospect)}
              </Text>
              <Text size="xs" c="dimmed" truncate>
                {prospect.company ?? prospect.email}
              </Text>
            </span>
          </label>
        ))}
        {prospects.isSuccess && shown.length === 0 && (
          <Text c="dimmed" size="sm" p="md">
            {texts.noProspects}
          </Text>
        )}
        <LoadMore pages={prospects} />
      </div>
      <Text size="sm" c="dimmed" aria-live="polite">
        {texts.selected(chosen.length)}
      </Text>
    </Stack>
  );
}
