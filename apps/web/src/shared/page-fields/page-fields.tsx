import type { CallToActionKind } from '@app/contracts';
import { Fieldset, NativeSelect, SimpleGrid, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useFormContext, useWatch } from 'react-hook-form';
import { pageFieldsTexts } from './page-fields.texts';
import type { PageForm } from './page-form';

const kinds = Object.entries(pageFieldsTexts.kinds).map(([value, label]) => ({ value, label }));

const fieldsetStyles = { root: { padding: 0, margin: 0 }, legend: { padding: 0, fontWeight: 650 } };

/** Fields of a page. Must stand in a `FormProvider` whose form has a {@link PageForm} at `page`. */
export function PageFields() {
  const { register, control, formState } = useFormContext<{ page: PageForm }>();
  const kind: CallToActionKind = useWatch({ control, name: 'page.callsToAction.0.kind' }) ?? 'url';
  const errors = formState.errors.page;
  const actionErrors = errors?.callsToAction?.[0];
  return (
    <Fieldset legend={pageFieldsTexts.legend} variant="unstyled" styles={fieldsetStyles}>
      <Stack gap="sm" mt="xs">
        <TextInput
          {...register('page.headline')}
          label={pageFieldsTexts.headline}
          placeholder={pageFieldsTexts.headlineExample}
          error={errors?.headline?.message}
        />
        <Textarea
          {...register('page.message')}
          label={pageFieldsTexts.message}
          placeholder={pageFieldsTexts.messageExample}
          autosize
          minRows={3}
          maxRows={8}
          error={errors?.message?.message}
        />
        <Text size="xs" c="dimmed">
          {pageFieldsTexts.mergeHint}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <NativeSelect
            {...register('page.callsToAction.0.kind')}
            label={pageFieldsTexts.kind}
            data={kinds}
          />
          <TextInput
            {...register('page.callsToAction.0.label')}
            label={pageFieldsTexts.label}
            placeholder={pageFieldsTexts.labelExample}
            error={actionErrors?.label?.message}
          />
        </SimpleGrid>
        <TextInput
          {...register('page.callsToAction.0.target')}
          label={pageFieldsTexts.target}
          placeholder={pageFieldsTexts.targetExamples[kind]}
          error={actionErrors?.target?.message}
        />
      </Stack>
    </Fieldset>
  );
}
