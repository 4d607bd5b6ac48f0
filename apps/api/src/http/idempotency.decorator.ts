import { SetMetadata } from '@nestjs/common';

export const notReplayedKey = Symbol('not-replayed');

/** The reply of this route is never kept for `Idempotency-Key`. `because` says why that is right. */
export const NotReplayed = (because: string) => SetMetadata(notReplayedKey, because);
