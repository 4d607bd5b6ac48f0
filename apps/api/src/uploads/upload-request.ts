import type { AppError } from '@app/contracts';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from '../http/caller.js';

/** What the hooks of the tus server need to know of the request they run in. */
export interface UploadRequest {
  requestId: string;
  /** Under which the caller reaches this API, e.g. `https://video.example.com`. */
  origin: string;
  /** Undefined for OPTIONS, which needs no account. */
  caller?: Caller;
  /** Set when a hook refuses the request; the reply is made of it. */
  error?: AppError;
}

/** The tus server hands its hooks no context of ours: it travels beside the call. */
export const uploadRequests = new AsyncLocalStorage<UploadRequest>();

/** The request whose hook is running. */
export function currentUploadRequest(): UploadRequest {
  const request = uploadRequests.getStore();
  if (!request)
    throw new Error('There is no upload request here: call the tus server through the controller.');
  return request;
}
