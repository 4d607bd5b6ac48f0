import { beaconSchema } from '@app/contracts';
import { Body, Controller, Header, Post } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { apiPath } from '../http/api-path.js';
import { maxBeaconBytes } from '../http/body-parsers.js';
import { Public } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { BeaconsService } from './beacons.service.js';
import { Intake } from './intake.decorator.js';

/** Shape of a beacon for the OpenAPI document; the body is parsed by hand, because it may come as text. */
const { $schema: _, ...beaconShape } = z.toJSONSchema(beaconSchema, { target: 'openapi-3.0', io: 'input' });

/** Beacons: what a page has played since its last one. */
@ApiTags('visits')
@Controller(apiPath('beacons'))
export class BeaconsController {
  constructor(private readonly beacons: BeaconsService) {}

  /**
   * Takes in what was played. Answers 204 for anything well-formed, whatever was decided of it, and only after the commit.
   * Send again under the same `seq` what was not answered: a repeat changes nothing.
   */
  @Post()
  @Public('a viewer has no account; the token names the visit')
  @Intake(maxBeaconBytes)
  @Header('Cache-Control', 'no-store')
  @ApiConsumes('text/plain', 'application/json')
  @ApiBody({ schema: beaconShape as object })
  @Replies(204, null, [
    'invalid-request',
    'cross-origin',
    'too-large',
    'unsupported-type',
    'too-many-requests',
    'overloaded',
  ])
  receive(@Body() body: unknown): Promise<void> {
    return this.beacons.receive(body);
  }
}
