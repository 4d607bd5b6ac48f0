import {
  type CaptionList,
  type CaptionParams,
  type CaptionTrack,
  type IdParams,
  captionListSchema,
  captionParamsSchema,
  captionTrackSchema,
  idParamsSchema,
} from '@app/contracts';
import { Body, Controller, Delete, Get, Header, Headers, Param, Put, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { captionFileTypes } from '../http/body-parsers.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { CaptionsService } from './captions.service.js';

const readErrors = ['not-signed-in', 'not-allowed', 'not-found'] as const;
const writeErrors = [...readErrors, 'cross-origin'] as const;
const sentCaptions = {
  type: 'object',
  properties: {
    label: { type: 'string' },
    source: { type: 'string', enum: ['live', 'edited'] },
    version: { type: 'integer' },
    cues: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          fromMs: { type: 'integer' },
          toMs: { type: 'integer' },
          text: { type: 'string' },
        },
        required: ['fromMs', 'toMs', 'text'],
      },
    },
  },
  required: ['cues'],
};

/** Captions of a video, by language (BCP 47). */
@ApiTags('captions')
@Controller(apiPath('videos/:id/captions'))
export class CaptionsController {
  constructor(private readonly captions: CaptionsService) {}

  /** The languages there are, the oldest first. */
  @Get()
  @Members({ scope: 'videos:read' })
  @Replies(200, captionListSchema, readErrors)
  list(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
  ): Promise<CaptionList> {
    return this.captions.list(caller, id);
  }

  /** Captions of one language with their cues, in milliseconds of the source. */
  @Get(':language')
  @Members({ scope: 'videos:read' })
  @Replies(200, captionTrackSchema, readErrors)
  get(
    @CurrentCaller() caller: Caller,
    @Param({ schema: captionParamsSchema }) { id, language }: CaptionParams,
  ): Promise<CaptionTrack> {
    return this.captions.get(caller, id, language);
  }

  /** SubRip, with the times of the video as it plays now. */
  @Get(':language/export.srt')
  @Members({ scope: 'videos:read' })
  @ApiProduces('application/x-subrip')
  @Header('Cache-Control', 'no-store')
  @Replies(200, 'application/x-subrip', readErrors, 'SubRip (UTF-8)')
  exportSubRip(
    @CurrentCaller() caller: Caller,
    @Param({ schema: captionParamsSchema }) params: CaptionParams,
  ): Promise<StreamableFile> {
    return this.download(caller, params, 'srt', 'application/x-subrip');
  }

  /** WebVTT, with the times of the video as it plays now. */
  @Get(':language/export.vtt')
  @Members({ scope: 'videos:read' })
  @ApiProduces('text/vtt')
  @Header('Cache-Control', 'no-store')
  @Replies(200, 'text/vtt', readErrors, 'WebVTT (UTF-8)')
  exportWebVtt(
    @CurrentCaller() caller: Caller,
    @Param({ schema: captionParamsSchema }) params: CaptionParams,
  ): Promise<StreamableFile> {
    return this.download(caller, params, 'vtt', 'text/vtt');
  }

  /**
   * Stores captions in the place of what there is of this language: a WebVTT or SubRip file whose times are those of the
   * video as it plays now, or JSON with cues in source time. At most 10,000 captions and 2 MiB (1 MiB as JSON).
   */
  @Put(':language')
  @Members({ scope: 'videos:write' })
  @ApiConsumes(...captionFileTypes, 'application/json')
  @ApiBody({ schema: sentCaptions as never })
  @Replies(200, captionTrackSchema, [
    ...writeErrors,
    'bad-captions',
    'invalid-request',
    'conflict',
    'too-large',
    'unsupported-type',
  ])
  save(
    @CurrentCaller() caller: Caller,
    @Param({ schema: captionParamsSchema }) params: CaptionParams,
    @Body() body: unknown,
    @Headers('content-type') contentType?: string,
  ): Promise<CaptionTrack> {
    return this.captions.save(caller, params, { body, contentType });
  }

  /** Removes the captions of one language. */
  @Delete(':language')
  @Members({ scope: 'videos:write' })
  @Replies(204, null, writeErrors)
  remove(
    @CurrentCaller() caller: Caller,
    @Param({ schema: captionParamsSchema }) { id, language }: CaptionParams,
  ): Promise<void> {
    return this.captions.remove(caller, id, language);
  }

  private async download(
    caller: Caller,
    { id, language }: CaptionParams,
    format: 'srt' | 'vtt',
    type: string,
  ): Promise<StreamableFile> {
    const text = await this.captions.exportFile(caller, id, language, format);
    return new StreamableFile(Buffer.from(text), {
      type: `${type}; charset=utf-8`,
      disposition: `attachment; filename="captions.${language}.${format}"`,
    });
  }
}
