import ipaddr from 'ipaddr.js';
import { lookup } from 'node:dns';
import { type LookupFunction, isIP } from 'node:net';

/** The address is not one of the public internet: it is never connected to (7-trust, "checked numerically at connect"). */
export class PrivateAddressError extends Error {
  constructor(address: string) {
    super(`${address} is not an address of the public internet.`);
    this.name = 'PrivateAddressError';
  }
}

/** Whether anybody on the internet has this address: no loopback, private, link-local, shared, mapped or translated one. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  // A version 4 address written as one of version 6 is judged as what it is.
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast);
}

/** All of version 6 that has been given out (RFC 4291, 2.5.4). */
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/**
 * Looks a name up for a connection, and refuses names of which any address is not allowed. What was checked is what is
 * connected to, so that a name cannot mean something else a moment later.
 */
export const checkedLookup =
  (isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0);
      const refused = addresses.find(({ address }) => !isAllowed(address));
      if (refused) return done(new PrivateAddressError(refused.address), '', 0);
      if (options.all) return done(null, addresses);
      const [first] = addresses;
      return done(null, first?.address ?? '', first?.family ?? 0);
    });
  };
