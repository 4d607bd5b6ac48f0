import { BeaconBatcher, SaltKeeper, type TokenKeyRing, VisitOpener } from '@app/tracking';
import { type BeforeApplicationShutdown, Global, Injectable, Module } from '@nestjs/common';
import { Pool } from 'pg';
import { RollUps } from './roll-ups.service.js';
import { TrackingCallers } from './tracking-callers.js';
import { VISIT_TOKEN_KEYS, visitTokenKeys } from './visit-token-keys.js';

/** What was handed over is written before the connections close. */
@Injectable()
class BatcherShutdown implements BeforeApplicationShutdown {
  constructor(private readonly batcher: BeaconBatcher) {}

  beforeApplicationShutdown(): Promise<void> {
    return this.batcher.drain();
  }
}

/** The working parts of @app/tracking, one of each per process. Global: pages record hits, their script opens visits. */
@Global()
@Module({
  providers: [
    visitTokenKeys,
    TrackingCallers,
    RollUps,
    { provide: SaltKeeper, inject: [Pool], useFactory: (pool: Pool) => new SaltKeeper(pool) },
    { provide: BeaconBatcher, inject: [Pool], useFactory: (pool: Pool) => new BeaconBatcher(pool) },
    {
      provide: VisitOpener,
      inject: [Pool, SaltKeeper, VISIT_TOKEN_KEYS],
      useFactory: (pool: Pool, salts: SaltKeeper, keys: TokenKeyRing) => new VisitOpener(pool, salts, keys),
    },
    BatcherShutdown,
  ],
  exports: [VISIT_TOKEN_KEYS, TrackingCallers, RollUps, SaltKeeper, BeaconBatcher, VisitOpener],
})
export class TrackingModule {}
