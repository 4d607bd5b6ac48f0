import { AppError, type SaveProspect } from '@app/contracts';

type OwnField = Exclude<keyof SaveProspect, 'fields'>;

/** Names that columns have in the files of CRMs and mailers, without case, spaces and marks. */
const namesOf: Record<OwnField, readonly string[]> = {
  email: ['email', 'emailaddress', 'mail', 'mailaddress', 'workemail'],
  firstName: ['firstname', 'first', 'givenname', 'forename'],
  lastName: ['lastname', 'last', 'surname', 'familyname'],
  company: ['company', 'companyname', 'organization', 'organisation', 'account', 'accountname'],
  externalId: ['externalid', 'externalkey', 'crmid', 'contactid', 'recordid', 'id'],
};
const fieldByName = new Map(
  Object.entries(namesOf).flatMap(([field, names]) =>
    names.map((name) => [name, field as OwnField] as const),
  ),
);
const plainName = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** For every column, the prospect's own field that it fills; undefined: a free field of its own name. */
export type ColumnMap = ReadonlyMap<string, OwnField | undefined>;

/** Finds out what the columns mean; the first of two that mean the same wins. @throws invalid-request without a mail address */
export function mapColumns(header: readonly string[]): ColumnMap {
  const taken = new Set<OwnField>();
  const columns = new Map<string, OwnField | undefined>();
  for (const name of header) {
    const field = fieldByName.get(plainName(name));
    const isFree = field === undefined || taken.has(field);
    if (!columns.has(name)) columns.set(name, isFree ? undefined : field);
    if (field) taken.add(field);
  }
  if (!taken.has('email'))
    throw new AppError('invalid-request', [
      { path: 'csv', message: 'There is no column for the mail address. Name it "email"' },
    ]);
  return columns;
}

/** A row's cells as a prospect, not yet checked. Empty cells are absent: they do not take away what is known. */
export function toProspect(cells: ReadonlyMap<string, string>, columns: ColumnMap): Record<string, unknown> {
  const own: Record<string, string> = {};
  const fields: [string, string][] = [];
  for (const [name, cell] of cells) {
    if (!cell || !name) continue;
    const field = columns.get(name);
    if (field) own[field] = cell;
    else fields.push([name, cell]);
  }
  return { ...own, ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}) };
}
