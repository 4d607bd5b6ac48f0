import { z } from 'zod';

/**
 * Every error the product can answer: code → HTTP status and a message that says what happened and what to do next.
 * The messages are read by people; the codes by programs. Codes are only ever added.
 */
export const errorTable = {
  'invalid-request': [
    400,
    'Some of what was sent is not as expected. See details for each field and correct it.',
  ],
  'bad-captions': [
    400,
    'The caption file cannot be read. See details for each line and why, correct them, and upload it again.',
  ],
  'bad-token': [401, 'The token is missing, wrong or expired. Open the page again to get a new one.'],
  'not-signed-in': [401, 'You are not signed in, or your session has ended. Sign in and try again.'],
  'wrong-credentials': [401, 'The mail address or the password is wrong. Check both and try again.'],
  'wrong-password': [401, 'The password is wrong. Check it with the person who sent you the link.'],
  'cross-origin': [
    403,
    'This request came from another site and was refused. Open the app itself and try again.',
  ],
  'not-allowed': [403, 'Your role does not allow this. Ask an admin of your workspace.'],
  'sign-up-closed': [403, 'Sign-up is closed here. Ask an admin of the workspace for an invitation.'],
  'not-found': [404, 'There is nothing here, or it is not yours to see. Check the address.'],
  'email-taken': [409, 'A member with this mail address exists already. Sign in, or use another address.'],
  conflict: [409, 'Somebody changed this in the meantime. Load it again and repeat your change.'],
  'last-admin': [409, 'A workspace needs at least one admin. Make somebody else an admin first.'],
  'video-not-playable': [409, 'The video cannot be played yet. Wait until it is, then try again.'],
  'transcription-off': [
    409,
    'No transcription service is set up here. Ask your admin to set TRANSCRIPTION_URL, or upload a caption file.',
  ],
  'upload-exists': [409, 'This run of the recording is being uploaded already. Resume that upload instead.'],
  'upload-mismatch': [
    409,
    'The file arrived altered: its checksum is not the one you sent. Upload it again.',
  ],
  'already-finished': [409, 'This video is finished already. Make a new one to upload something else.'],
  'offset-mismatch': [
    409,
    'The upload has another offset than the one you sent. Ask for it with HEAD and continue from there.',
  ],
  'video-not-complete': [
    409,
    'The recording has not arrived in full, so it cannot be edited yet. Finish it, or wait until it plays.',
  ],
  'cannot-retry': [409, 'Only a video that failed can be processed again. Load it again to see its state.'],
  'idempotency-conflict': [409, 'This Idempotency-Key was used for another request. Use a new key.'],
  'idempotency-in-progress': [
    409,
    'The first request with this Idempotency-Key is still running. Try again in a moment.',
  ],
  'prospect-taken': [
    409,
    'A colleague works with this person already. Ask them or your manager to share what they know.',
  ],
  'prospect-exists': [
    409,
    'Another prospect has this mail address or external id already. Open that one, or use another.',
  ],
  suppressed: [409, 'This person asked to be forgotten and cannot be added again.'],
  'check-outdated': [
    409,
    'Another run goes on, or this check is not the latest one. Check again what would change, then apply that.',
  ],
  'link-revoked': [409, 'This link was revoked. Create a new one.'],
  'invitation-used': [410, 'This invitation was used or has expired. Ask for a new one.'],
  erased: [410, 'This page was removed at the request of the person it was made for.'],
  'upload-gone': [410, 'This upload was removed or has expired. Begin a new one.'],
  'tus-version': [412, 'This is no tus 1.0.0 request. Send the header Tus-Resumable: 1.0.0.'],
  'too-large': [413, 'What was sent is too large. See details for the limit and send less.'],
  'unsupported-type': [
    415,
    'This content type is not understood here. See the documentation for the right one.',
  ],
  'upload-locked': [
    423,
    'Another request is writing to this upload. Try again in a few seconds and continue from its offset.',
  ],
  'too-many-requests': [
    429,
    'Too many requests in a short time. Wait for the seconds in Retry-After, then try again.',
  ],
  internal: [
    500,
    'Something failed on our side and was logged. Try again; if it stays, send the request id to your admin.',
  ],
  overloaded: [503, 'The server is busy. Try again after the seconds in Retry-After; nothing was lost.'],
  'not-ready': [503, 'The server is starting or stopping. Try again in a few seconds.'],
  'no-space': [
    507,
    'The disk of the server is nearly full, so nothing new is accepted. Ask your admin to make room; what was uploaded is safe.',
  ],
} as const satisfies Record<string, readonly [status: number, message: string]>;

/** A code of {@link errorTable}. */
export type ErrorCode = keyof typeof errorTable;

/** Body of every reply with a status of 400 or above. */
export const errorBodySchema = z
  .object({
    code: z.enum(Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    requestId: z.string(),
    details: z.unknown().optional(),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof errorBodySchema>;

/**
 * The only error that services throw on purpose; one filter turns it into {@link ErrorBody}.
 * `details` reaches the caller: never put anything there that the caller may not see.
 */
export class AppError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    readonly details?: unknown,
  ) {
    super(errorTable[code][1]);
    this.name = 'AppError';
    this.status = errorTable[code][0];
  }
}
