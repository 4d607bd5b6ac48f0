import { Module } from '@nestjs/common';
import { ExportProspectsService } from './export-prospects.service.js';
import { ImportProspectsService } from './import-prospects.service.js';
import { ProspectsController } from './prospects.controller.js';
import { ProspectsService } from './prospects.service.js';
import { SuppressionHash } from './suppression-hash.js';

/** People that videos are made for. */
@Module({
  controllers: [ProspectsController],
  providers: [ProspectsService, ImportProspectsService, ExportProspectsService, SuppressionHash],
})
export class ProspectsModule {}
