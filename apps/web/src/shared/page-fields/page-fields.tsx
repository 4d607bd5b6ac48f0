import { Button, ColorInput, Fieldset, SimpleGrid, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { Controller, useFieldArray, useFormContext } from 'react-hook-form';
import { IconPlus } from '../icons';
import { ActionFields } from './action-fields';
import { pageFieldsTexts } from './page-fields.texts';
import { blankAction, mostActions, type PageForm } from './page-form';

const fieldsetStyles = { root: { padding: 0, margin: 0 }, legend: { padding: 0, fontWeight: 650 } };
/** Dark enough for white words, and one light one: the page chooses black or white by itself. */
const swatches = ['#17614f', '#1d4e89', '#6d3b9e', '#a4243b', '#b45309', '#1f2933', '#f2c14e'];

/** Fields of a page. Must stand in a `FormProvider` whose form has a {@link PageForm} at `page`. */
export function PageFields() {
  const { register, control, formState } = useFormContext<{ page: PageForm }>();
  const actions = useFieldArray({ control, name: 'page.callsToAction' });
  const errors = formState.errors.page;
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
        {actions.fields.map(({ id }, index) => (
          <ActionFields key={id} index={index} onRemove={() => actions.remove(index)} />
        ))}
        {actions.fields.length < mostActions && (
          <Button
            variant="default"
            size="compact-md"
            fz="sm"
            leftSection={<IconPlus size={16} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => actions.append(blankAction())}
          >
            {pageFieldsTexts.addAction}
          </Button>
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput
            {...register('page.thumbnailText')}
            label={pageFieldsTexts.thumbnailText}
            placeholder={pageFieldsTexts.thumbnailTextExample}
            error={errors?.thumbnailText?.message}
          />
          <Controller
            control={control}
            name="page.theme.accentColor"
            render={({ field }) => (
              <ColorInput
                {...field}
                label={pageFieldsTexts.accentColor}
                placeholder={pageFieldsTexts.accentColorUsual}
                eyeDropperButtonProps={{ 'aria-label': pageFieldsTexts.pickColor }}
                swatches={swatches}
                swatchesPerRow={swatches.length}
                error={errors?.theme?.accentColor && pageFieldsTexts.noColor}
              />
            )}
          />
        </SimpleGrid>
      </Stack>
    </Fieldset>
  );
}
