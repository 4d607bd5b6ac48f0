import { pageSchema } from '@app/contracts';
import type { CallToActionKind, Page } from '@app/contracts';
import { z } from 'zod';

/** What is typed about a button. */
export interface ActionForm {
  kind: CallToActionKind;
  label: string;
  target: string;
  /** Moment of the video at which it comes, seconds; blank: at once. */
  showAtSeconds: number | string;
}

/** What is typed about a page; buttons that are blank are left out. */
export interface PageForm {
  headline: string;
  message: string;
  thumbnailText: string;
  theme: { accentColor: string };
  callsToAction: ActionForm[];
}

/** Most buttons that a page has. */
export const mostActions = 5;

/** A button that nothing was typed about. */
export const blankAction = (): ActionForm => ({ kind: 'url', label: '', target: '', showAtSeconds: '' });

/** A blank form, or the form of an existing page. */
export function pageFormOf(page?: Page): PageForm {
  const actions = page?.callsToAction ?? [];
  return {
    headline: page?.headline ?? '',
    message: page?.message ?? '',
    thumbnailText: page?.thumbnailText ?? '',
    theme: { accentColor: page?.theme?.accentColor ?? '' },
    callsToAction:
      actions.length > 0
        ? actions.map(({ kind, label, target, showAtMs }) => ({
            kind,
            label,
            target,
            showAtSeconds: showAtMs ? showAtMs / 1000 : '',
          }))
        : [blankAction()],
  };
}

/** Blank is `null`: the usual picture text, the usual colour, a button that is there at once. */
function toPage(form: unknown): unknown {
  if (typeof form !== 'object' || form === null || !('callsToAction' in form)) return form;
  const { callsToAction, thumbnailText, theme, ...texts } = form as PageForm;
  return {
    ...texts,
    thumbnailText: thumbnailText?.trim() || null,
    theme: { accentColor: theme?.accentColor || null },
    callsToAction: callsToAction
      .filter(({ label, target }) => label.trim() !== '' || target.trim() !== '')
      .map(({ showAtSeconds, ...action }) => ({
        ...action,
        showAtMs: Number(showAtSeconds) > 0 ? Math.round(Number(showAtSeconds) * 1000) : null,
      })),
  };
}

/** The contract's page, read from a {@link PageForm}. */
export const pageFormSchema = z.preprocess(toPage, pageSchema);
