import { useController, useFormContext } from 'react-hook-form';
import { ProspectSelect } from '../../../shared/ui/prospect-select';
import { videoTexts } from '../video.texts';
import type { blankNewLink } from './new-link-form';

/** The prospect of a new link. */
export function ProspectPicker() {
  const { control } = useFormContext<typeof blankNewLink>();
  const { field, fieldState } = useController({ control, name: 'prospectId' });
  return (
    <ProspectSelect
      label={videoTexts.newLink.prospect}
      placeholder={videoTexts.newLink.prospectPlaceholder}
      nothingFoundMessage={videoTexts.newLink.nothingFound}
      // Inside the dialog, so that assistive technology finds the list in it.
      comboboxProps={{ withinPortal: false }}
      required
      value={field.value || null}
      onChange={(prospect) => field.onChange(prospect?.id ?? '')}
      onBlur={field.onBlur}
      error={fieldState.error?.message}
      data-autofocus
    />
  );
}
