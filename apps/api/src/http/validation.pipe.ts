import { AppError } from '@app/contracts';
import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';

/** Parses what comes in by the schema its parameter declares. An id that cannot be one is simply not found. */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({
      exceptionFactory: (issues) =>
        new AppError(
          'invalid-request',
          issues.slice(0, 50).map(({ path, message }) => ({ path: pathOf(path), message })),
        ),
    });
  }

  override async transform<T = unknown>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      if (metadata.type === 'param') throw new AppError('not-found');
      throw error;
    }
  }
}

type IssuePath = readonly (PropertyKey | { key: PropertyKey })[] | undefined;

function pathOf(path: IssuePath): string {
  return (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
}
