import { defaultViewRule, type ViewRule } from '@app/contracts';
import { Button, Fieldset, Group, NumberInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useSession } from '../../shared/api/session';
import { sharedTexts } from '../../shared/shared.texts';
import { FormFailure } from '../../shared/ui/form-failure';
import { useUpdateWorkspace } from './api/update-workspace';
import { settingsTexts } from './settings.texts';

const texts = settingsTexts.workspace.viewRule;

/** What a field shows: seconds or per cent. */
const fields = {
  viewMs: { unit: 1000, suffix: ' s', min: 1, max: 60 },
  viewShare: { unit: 0.01, suffix: ' %', min: 5, max: 100 },
  mutedViewMs: { unit: 1000, suffix: ' s', min: 1, max: 120 },
  completedShare: { unit: 0.01, suffix: ' %', min: 50, max: 100 },
} as const satisfies Record<keyof ViewRule, object>;
const names = Object.keys(fields) as (keyof ViewRule)[];

/** When a visit is a view, and when it is complete; for what is watched from now on. */
export function ViewRuleForm() {
  const { viewRule } = useSession().workspace;
  const update = useUpdateWorkspace();
  const [rule, setRule] = useState(viewRule);
  const isSame = (other: ViewRule) => names.every((name) => rule[name] === other[name]);
  const save = (event: FormEvent) => {
    event.preventDefault();
    update.mutate(
      { viewRule: isSame(defaultViewRule) ? null : rule },
      { onSuccess: () => notifications.show({ message: sharedTexts.saved, autoClose: 2_000 }) },
    );
  };
  return (
    <form onSubmit={save}>
      <Fieldset legend={texts.title}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {texts.meaning}
          </Text>
          {names.map((name) => {
            const { unit, ...field } = fields[name];
            return (
              <NumberInput
                key={name}
                label={texts.fields[name]}
                {...field}
                allowDecimal={false}
                clampBehavior="blur"
                value={Math.round(rule[name] / unit)}
                onChange={(value) => typeof value === 'number' && setRule({ ...rule, [name]: value * unit })}
              />
            );
          })}
          <FormFailure error={update.error} />
          <Group>
            <Button type="submit" loading={update.isPending} disabled={isSame(viewRule)}>
              {sharedTexts.save}
            </Button>
            <Button
              variant="default"
              disabled={isSame(defaultViewRule)}
              onClick={() => setRule(defaultViewRule)}
            >
              {texts.usual}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
    </form>
  );
}
