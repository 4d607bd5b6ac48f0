import { type Config } from '@app/config';
import { AppError } from '@app/contracts';
import type { UploadRepository } from '@app/database';
import { apiPath } from '../http/api-path.js';
import type { Caller } from '../http/caller.js';
import { TusServer } from './tus.server.js';
import { UploadFileStore } from './upload-file.store.js';
import type { UploadLocks } from './upload-locks.js';
import { currentUploadRequest } from './upload-request.js';
import type { UploadsService } from './uploads.service.js';

/** How long a request that was asked to let go of its upload may go on writing, ms. */
const lockDrainTimeoutMs = 500;

/** Binds the tus protocol to the rules of {@link UploadsService}. */
export function createTusServer(
  config: Pick<Config, 'maxUploadBytes'>,
  service: UploadsService,
  uploads: UploadRepository,
  locks: UploadLocks,
): TusServer {
  const { folder, hashes, space } = service;
  return new TusServer(
    {
      path: `/${apiPath('uploads')}`,
      datastore: new UploadFileStore({ folder, uploads, locks, hashes, space }),
      locker: locks,
      lockDrainTimeout: lockDrainTimeoutMs,
      maxSize: config.maxUploadBytes,
      generateUrl: (_, { path, id }) => `${currentUploadRequest().origin}${path}/${id}`,
      // No other site may read replies: the same-origin guard has spoken before.
      allowedOrigins: () => false,
      namingFunction: () => service.newUploadId(),
      onIncomingRequest: async (request, id) => {
        if (request.method === 'POST') return;
        const caller = currentCaller();
        const upload = await service.findOwn(caller, id);
        if (request.method === 'DELETE') await service.assertMayRemove(caller, upload);
        if (request.method === 'PATCH') await service.assertRoom(id);
      },
      onUploadCreate: async (_, upload) => {
        await service.begin(currentCaller(), upload);
        return {};
      },
      onUploadFinish: async (_, { id, offset }) => {
        await service.complete(id, offset);
        return {};
      },
    },
    (error) => service.report(error),
  );
}

function currentCaller(): Caller {
  const { caller } = currentUploadRequest();
  if (!caller) throw new AppError('not-signed-in');
  return caller;
}
