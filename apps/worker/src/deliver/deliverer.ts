import type { ClaimedDelivery, DeliveryChannel } from '@app/database';
import type { SendOutcome } from './send-outcome.js';

/** A delivery made ready, or why it is not to be sent any more. */
export type Prepared = { readonly send: () => Promise<SendOutcome> } | { readonly drop: string };

/** One way to members. */
export interface Deliverer {
  readonly channel: DeliveryChannel;
  /** Whether the way is set up here; if not, what waits for it is left alone. */
  readonly isAvailable: boolean;
  /**
   * Decides anew whether the delivery is still wanted and true, and makes its message. Sends nothing.
   * @throws what passes, such as the database's errors: the delivery is then tried again
   */
  prepare(delivery: ClaimedDelivery): Promise<Prepared>;
}
