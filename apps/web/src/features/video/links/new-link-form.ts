import { idSchema, saveProspectSchema } from '@app/contracts';
import { z } from 'zod';
import { pageFormOf, pageFormSchema } from '../../../shared/page-fields/page-form';
import { videoTexts } from '../video.texts';

/** The dialog's values: either a prospect that exists or one to be made, and the page. */
export const newLinkFormSchema = z.discriminatedUnion('who', [
  z.object({
    who: z.literal('existing'),
    prospectId: z.string().pipe(idSchema.or(z.never({ error: videoTexts.newLink.choose }))),
    page: pageFormSchema,
  }),
  z.object({ who: z.literal('new'), prospect: saveProspectSchema, page: pageFormSchema }),
]);
export type NewLinkForm = z.output<typeof newLinkFormSchema>;

/** Blank values of {@link newLinkFormSchema}. */
export const blankNewLink = {
  who: 'existing' as 'existing' | 'new',
  prospectId: '',
  prospect: { email: '', firstName: '', lastName: '', company: '' },
  page: pageFormOf(),
};
