import type { CallToActionKind } from '@app/contracts';
import {
  ActionIcon,
  Fieldset,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { Controller, useFormContext, useWatch } from 'react-hook-form';
import { IconTrash } from '../icons';
import classes from './page-fields.module.css';
import { pageFieldsTexts } from './page-fields.texts';
import type { PageForm } from './page-form';

const kinds = Object.entries(pageFieldsTexts.kinds).map(([value, label]) => ({ value, label }));

interface ActionFieldsProps {
  /** Which of the page's buttons, from 0. */
  index: number;
  onRemove: () => void;
}

/** Fields of one button of a page. */
export function ActionFields({ index, onRemove }: ActionFieldsProps) {
  const { register, control, formState } = useFormContext<{ page: PageForm }>();
  const kind: CallToActionKind = useWatch({ control, name: `page.callsToAction.${index}.kind` }) ?? 'url';
  const errors = formState.errors.page?.callsToAction?.[index];
  return (
    <Fieldset className={classes.action} legend={pageFieldsTexts.actionOf(index + 1)}>
      <ActionIcon
        className={classes.remove}
        variant="subtle"
        color="gray"
        aria-label={pageFieldsTexts.removeAction(index + 1)}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <NativeSelect
            {...register(`page.callsToAction.${index}.kind`)}
            label={pageFieldsTexts.kind}
            data={kinds}
          />
          <TextInput
            {...register(`page.callsToAction.${index}.label`)}
            label={pageFieldsTexts.label}
            placeholder={pageFieldsTexts.labelExample}
            error={errors?.label?.message}
          />
        </SimpleGrid>
        <Group align="flex-start" gap="sm" grow preventGrowOverflow={false}>
          <TextInput
            {...register(`page.callsToAction.${index}.target`)}
            className={classes.target}
            label={pageFieldsTexts.targets[kind]}
            placeholder={pageFieldsTexts.targetExamples[kind]}
            error={errors?.target?.message}
          />
          <Controller
            control={control}
            name={`page.callsToAction.${index}.showAtSeconds`}
            render={({ field: { ref, ...field } }) => (
              <NumberInput
                {...field}
                ref={ref}
                className={classes.moment}
                label={pageFieldsTexts.showAt}
                placeholder={pageFieldsTexts.showAtOnce}
                suffix={pageFieldsTexts.seconds}
                min={0}
                max={14_400}
                decimalScale={1}
              />
            )}
          />
        </Group>
      </Stack>
    </Fieldset>
  );
}
