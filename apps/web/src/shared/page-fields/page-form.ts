import { pageSchema } from '@app/contracts';
import type { CallToActionKind, Page } from '@app/contracts';
import { z } from 'zod';

/** What is typed about a page; its one call to action is left out while it is blank. */
export interface PageForm {
  headline: string;
  message: string;
  callsToAction: { kind: CallToActionKind; label: string; target: string }[];
}

/** A blank form, or the form of an existing page. */
export function pageFormOf(page?: Page): PageForm {
  const actions = page?.callsToAction ?? [];
  return {
    headline: page?.headline ?? '',
    message: page?.message ?? '',
    callsToAction:
      actions.length > 0
        ? actions.map(({ kind, label, target }) => ({ kind, label, target }))
        : [{ kind: 'url', label: '', target: '' }],
  };
}

function withoutBlankActions(form: unknown): unknown {
  if (typeof form !== 'object' || form === null || !('callsToAction' in form)) return form;
  const actions = form.callsToAction as PageForm['callsToAction'];
  const filled = actions.filter(({ label, target }) => label.trim() !== '' || target.trim() !== '');
  return { ...form, callsToAction: filled };
}

/** The contract's page, read from a {@link PageForm}. */
export const pageFormSchema = z.preprocess(withoutBlankActions, pageSchema);
