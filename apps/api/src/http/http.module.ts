import type { Config } from '@app/config';
import { type DynamicModule, Global, Module, StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, Reflector } from '@nestjs/core';
import { CONFIG } from './config.token.js';
import { ErrorFilter } from './error.filter.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { PublicAddress } from './public-address.js';
import { SameOriginGuard } from './same-origin.guard.js';
import { ValidationPipe } from './validation.pipe.js';

/** What holds for every route: errors, validation, replies by schema, same-origin check, the typed configuration. */
@Global()
@Module({})
export class HttpModule {
  static with(config: Config): DynamicModule {
    return {
      module: HttpModule,
      providers: [
        { provide: CONFIG, useValue: config },
        PublicAddress,
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_PIPE, useClass: ValidationPipe },
        { provide: APP_GUARD, useClass: SameOriginGuard },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        {
          provide: APP_INTERCEPTOR,
          inject: [Reflector],
          useFactory: (reflector: Reflector) => new StandardSchemaSerializerInterceptor(reflector),
        },
      ],
      exports: [CONFIG, PublicAddress],
    };
  }
}
