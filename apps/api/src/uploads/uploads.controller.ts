import type { Config } from '@app/config';
import { AppError } from '@app/contracts';
import { UploadRepository } from '@app/database';
import { Controller, Delete, Head, Inject, Options, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { apiPath } from '../http/api-path.js';
import { callerOf } from '../http/caller.js';
import { CONFIG } from '../http/config.token.js';
import { Members, Public } from '../http/policy.decorator.js';
import { PublicAddress } from '../http/public-address.js';
import { Replies } from '../http/replies.decorator.js';
import { createTusServer } from './create-tus-server.js';
import type { TusServer } from './tus.server.js';
import { UploadLocks } from './upload-locks.js';
import { uploadRequests } from './upload-request.js';
import { UploadsService } from './uploads.service.js';

const protocolVersion = '1.0.0';
const partType = 'application/offset+octet-stream';
const UploadId = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });
const Resumable = () => ApiHeader({ name: 'Tus-Resumable', required: true, example: '1.0.0' });

/**
 * Resumable uploads by tus 1.0.0: creation (length may be deferred), parts, offset, termination. The route's policy is
 * checked by the guards; then the raw request goes to the tus server.
 */
@ApiTags('uploads')
@Controller(apiPath('uploads'))
export class UploadsController {
  private readonly tus: TusServer;

  constructor(
    service: UploadsService,
    uploads: UploadRepository,
    locks: UploadLocks,
    private readonly address: PublicAddress,
    @Inject(CONFIG) config: Config,
  ) {
    this.tus = createTusServer(config, service, uploads, locks);
  }

  /** Begins the upload of one run. `Upload-Metadata`: `videoId`, `run` (0, 1, …), `filename`. The reply's `Location` takes the parts. */
  @Post()
  @Members({ scope: 'videos:write' })
  @Resumable()
  @ApiHeader({ name: 'Upload-Length', description: 'Bytes; or send `Upload-Defer-Length: 1`.' })
  @ApiHeader({ name: 'Upload-Defer-Length' })
  @ApiHeader({ name: 'Upload-Metadata', required: true })
  @Replies(201, null, [
    'invalid-request',
    'not-signed-in',
    'not-found',
    'already-finished',
    'upload-exists',
    'tus-version',
    'too-large',
    'no-space',
  ])
  begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.handOver(request, reply);
  }

  /** How much of the upload is safe (`Upload-Offset`): continue from there. */
  @Head(':id')
  @Members({ scope: 'videos:write' })
  @UploadId()
  @Resumable()
  @Replies(200, null, ['not-signed-in', 'not-found', 'upload-gone', 'tus-version', 'upload-locked'])
  offset(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.handOver(request, reply);
  }

  /** Appends a part. It is durable when this answers 204. `Upload-Length` may be told once, with any part. */
  @Patch(':id')
  @Members({ scope: 'videos:write' })
  @UploadId()
  @Resumable()
  @ApiHeader({ name: 'Upload-Offset', required: true })
  @ApiHeader({ name: 'Upload-Length' })
  @Replies(204, null, [
    'invalid-request',
    'not-signed-in',
    'not-found',
    'offset-mismatch',
    'upload-gone',
    'tus-version',
    'too-large',
    'unsupported-type',
    'upload-locked',
    'no-space',
  ])
  append(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (request.headers['content-type'] !== partType) throw new AppError('unsupported-type');
    return this.handOver(request, reply);
  }

  /** Gives an upload up, as long as its video is not being processed. */
  @Delete(':id')
  @Members({ scope: 'videos:write' })
  @UploadId()
  @Resumable()
  @Replies(204, null, ['not-signed-in', 'not-found', 'already-finished', 'tus-version', 'upload-locked'])
  remove(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.handOver(request, reply);
  }

  /** What this server can do: version, extensions, largest size. */
  @Options()
  @Public('a tus client asks what the server can do before it signs anything')
  @Replies(204, null)
  options(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.handOver(request, reply);
  }

  /** The same, asked of one upload; it tells nothing about it. */
  @Options(':id')
  @Public('a tus client asks what the server can do before it signs anything')
  @UploadId()
  @Replies(204, null)
  optionsOfOne(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.handOver(request, reply);
  }

  /** The headers of every reply are set here: the framework's hooks do not run for a reply it does not send. */
  private async handOver(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const isOtherProtocol = request.headers['tus-resumable'] !== protocolVersion;
    if (isOtherProtocol && request.method !== 'OPTIONS') {
      // The server must name the versions that it speaks (tus 1.0.0, "Tus-Version").
      reply.headers({ 'Tus-Version': protocolVersion, 'Tus-Resumable': protocolVersion });
      throw new AppError('tus-version');
    }
    reply.hijack();
    const { raw } = reply;
    raw.setHeader('Cache-Control', 'no-store');
    raw.setHeader('X-Content-Type-Options', 'nosniff');
    raw.setHeader('X-Request-Id', request.id);
    const caller = callerOf(request);
    const context = {
      requestId: request.id,
      origin: this.address.originOf(request),
      ...(caller ? { caller } : {}),
    };
    await uploadRequests.run(context, () => this.tus.handle(request.raw, raw));
  }
}
