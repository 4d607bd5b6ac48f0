import { SimpleGrid, TextInput } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { videoTexts } from '../video.texts';
import type { blankNewLink } from './new-link-form';

/** Fields of a prospect to be made, inside the form of a new link. */
export function ProspectFields() {
  const { register, formState } = useFormContext<typeof blankNewLink>();
  const errors = formState.errors.prospect;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      <TextInput
        {...register('prospect.email')}
        label={videoTexts.newLink.email}
        type="email"
        required
        data-autofocus
        error={errors?.email?.message}
      />
      <TextInput
        {...register('prospect.company')}
        label={videoTexts.newLink.company}
        error={errors?.company?.message}
      />
      <TextInput
        {...register('prospect.firstName')}
        label={videoTexts.newLink.firstName}
        error={errors?.firstName?.message}
      />
      <TextInput
        {...register('prospect.lastName')}
        label={videoTexts.newLink.lastName}
        error={errors?.lastName?.message}
      />
    </SimpleGrid>
  );
}
