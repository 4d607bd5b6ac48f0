import { type IdParams, idParamsSchema, type Transcription, transcriptionSchema } from '@app/contracts';
import { Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { TranscriptionsService } from './transcriptions.service.js';

/** Captions made by the transcription service that the operator has set up. */
@ApiTags('captions')
@Controller(apiPath('videos/:id/transcription'))
export class TranscriptionsController {
  constructor(private readonly transcriptions: TranscriptionsService) {}

  /** Has captions made from the video's sound. How far that is, is told with the list of captions. */
  @Post()
  @Members({ scope: 'videos:write' })
  @Replies(202, transcriptionSchema, [
    'not-signed-in',
    'not-allowed',
    'not-found',
    'cross-origin',
    'transcription-off',
    'video-not-playable',
  ])
  request(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
  ): Promise<Transcription> {
    return this.transcriptions.request(caller, id);
  }
}
