import { AppError } from '@app/contracts';
import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { Intake } from '../visits/intake.decorator.js';
import { WatchAssetFiles } from '../watch/watch-assets.js';
import { renderMessagePage } from '../watch/page/render-other-pages.js';
import { renderUnsubscribePage } from './render-unsubscribe-page.js';
import { UnsubscribeService } from './unsubscribe.service.js';

const because = 'whoever has the mail may end the mails; the signed token says whose and which';
/** `List-Unsubscribe=One-Click` and nothing more is sent. */
const maxBytes = 1024;
const errors = ['not-found', 'too-large', 'too-many-requests'] as const;

/** The link at the end of every mail. */
@ApiTags('notifications')
@Controller('unsubscribe')
export class UnsubscribeController {
  constructor(
    private readonly unsubscribe: UnsubscribeService,
    private readonly files: WatchAssetFiles,
  ) {}

  /** A page with a button. Mail scanners follow links, so this changes nothing. */
  @Get(':token')
  @Public(because)
  @Intake(maxBytes)
  @Replies(200, 'text/html', errors, 'HTML page')
  async page(@Param('token') token: string, @Res() reply: FastifyReply) {
    return this.answer(reply, async () => {
      const mails = await this.unsubscribe.read(token);
      return renderUnsubscribePage(token, mails, this.files.assets);
    });
  }

  /** Switches the mails off; what the button does, and mail programs by themselves (RFC 8058). */
  @Post(':token')
  @Public(because)
  @Intake(maxBytes)
  @Replies(200, 'text/html', [...errors, 'cross-origin'], 'HTML page')
  async end(@Param('token') token: string, @Res() reply: FastifyReply) {
    return this.answer(reply, async () => {
      await this.unsubscribe.end(token);
      const text =
        'You get no more mails of this kind. You can switch them on again in the settings of Outreel.';
      return renderMessagePage('These mails are switched off', text, this.files.assets);
    });
  }

  private async answer(reply: FastifyReply, render: () => Promise<string>) {
    void reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-store');
    try {
      return await reply.send(await render());
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const text = 'The address may have been cut off. Open the settings of Outreel to switch mails off.';
      return reply
        .status(error.status)
        .send(renderMessagePage('This link does not work', text, this.files.assets));
    }
  }
}
