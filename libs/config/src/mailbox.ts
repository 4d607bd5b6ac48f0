import { z } from 'zod';

/** Who a mail comes from. */
export interface Mailbox {
  /** Empty where only an address was given. */
  readonly name: string;
  readonly address: string;
}

const form = /^(?:"?(?<name>[^"<>\p{Cc}]*?)"?\s*<(?<named>[^<>\s]+)>|(?<bare>[^<>\s]+))$/u;

/** One mailbox: `o@example.com` or `Outreel <o@example.com>`. */
export const mailboxSchema = z.string().transform((text, context): Mailbox => {
  const { name = '', named, bare } = form.exec(text)?.groups ?? {};
  const address = z.email().safeParse(named ?? bare);
  if (address.success) return { name: name.trim(), address: address.data };
  context.addIssue('Give one address, or a name and an address in angle brackets');
  return z.NEVER;
});
