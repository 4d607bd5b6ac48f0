import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useSession } from '../../shared/api/session';
import { sharedTexts } from '../../shared/shared.texts';
import { FormFailure } from '../../shared/ui/form-failure';
import { useUpdateWorkspace } from './api/update-workspace';
import { SectionHead } from './section-head';
import { settingsTexts } from './settings.texts';
import { ViewRuleForm } from './view-rule-form';

const texts = settingsTexts.workspace;

/** Every zone that the browser knows, and the one that is set, whatever it is called. */
const zonesWith = (current: string) =>
  [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), current])].toSorted();

/** What holds for everybody in the workspace: the time zone in which days are counted, and what counts as a view. */
export function WorkspaceSection() {
  const { workspace } = useSession();
  const update = useUpdateWorkspace();
  const [timeZone, setTimeZone] = useState(workspace.timeZone);
  const save = (event: FormEvent) => {
    event.preventDefault();
    update.mutate(
      { timeZone },
      { onSuccess: () => notifications.show({ message: sharedTexts.saved, autoClose: 2_000 }) },
    );
  };
  return (
    <Stack maw={480}>
      <SectionHead title={texts.title} lead={workspace.name} />
      <form onSubmit={save}>
        <Stack>
          <NativeSelect
            label={texts.timeZone}
            description={texts.timeZoneMeaning}
            data={zonesWith(workspace.timeZone)}
            value={timeZone}
            onChange={(event) => setTimeZone(event.currentTarget.value)}
          />
          <FormFailure error={update.error} />
          <Group>
            <Button type="submit" loading={update.isPending} disabled={timeZone === workspace.timeZone}>
              {sharedTexts.save}
            </Button>
          </Group>
        </Stack>
      </form>
      <ViewRuleForm />
    </Stack>
  );
}
