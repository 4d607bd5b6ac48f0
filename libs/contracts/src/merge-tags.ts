/** What a merge tag may name: the value of each field, by its name. */
export type MergeFields = ReadonlyMap<string, string>;

/** The prospect's own fields that tags may name, beside the free ones. */
export interface MergeSource {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  email: string;
  fields: Readonly<Record<string, string>>;
}

/** `{{name}}` or `{{name|fallback}}`; neither part holds a brace, so tags never nest. */
const mergeTag = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;

/** Names are compared without case, spaces, dashes and underscores: `{{Job title}}` finds `job_title`. */
const plainName = (name: string) => name.toLowerCase().replace(/[\s_-]+/g, '');

/**
 * The fields of a prospect for {@link bindMergeTags}; null (a link without a prospect) gives none. `firstName`, `lastName`,
 * `company` and `email` win over free fields of the same name.
 */
export function mergeFieldsOf(prospect: MergeSource | null): MergeFields {
  if (!prospect) return new Map();
  const { firstName, lastName, company, email, fields } = prospect;
  const own = { firstName, lastName, company, email };
  const named = [...Object.entries(fields), ...Object.entries(own)];
  return new Map(named.flatMap(([name, value]) => (value?.trim() ? [[plainName(name), value.trim()]] : [])));
}

/**
 * Puts a prospect's fields into a text with merge tags (3-http, `page`). A tag without a value becomes its fallback, or
 * nothing. One pass: a value that looks like a tag stays as it is. The result is plain text: escape it for HTML.
 */
export function bindMergeTags(text: string, fields: MergeFields): string {
  return bindWith(text, fields, (value) => value);
}

/** The same for an address: what is put in is percent-encoded, so that a value never changes where the address leads. */
export function bindAddress(address: string, fields: MergeFields): string {
  // Half a surrogate pair has no encoding.
  return bindWith(address, fields, (value) => encodeURIComponent(value.replace(/\p{Cs}/gu, '\uFFFD')));
}

function bindWith(text: string, fields: MergeFields, write: (value: string) => string): string {
  return text.replace(mergeTag, (_, name: string, fallback?: string) =>
    write(fields.get(plainName(name)) ?? fallback?.trim() ?? ''),
  );
}
