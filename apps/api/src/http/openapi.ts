import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';

/** zod schema → OpenAPI 3.0 schema; schemas with a `meta({ id })` become components. */
function convert(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) {
  const json = z.toJSONSchema(schema as z.ZodType, {
    target: 'openapi-3.0',
    io: schemaType,
    unrepresentable: 'any',
  });
  const { $defs, definitions, $schema: _, id: __, ...rest } = json as Record<string, unknown>;
  return { schema: rest, components: { ...($defs as object), ...(definitions as object) } };
}

/** The machine-readable contract of every route, made from the declarations on the routes themselves. */
export function createOpenApi(app: NestFastifyApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setTitle('Outreel')
    .setDescription(
      'Video outreach: videos, links, prospects, and who watched what. Errors are `{code, message, requestId, details?}`.',
    )
    .setVersion('1')
    .addCookieAuth('outreel_session', undefined, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'API key `ork_…`' }, 'api-key')
    .build();
  return SwaggerModule.createDocument(app, description, {
    standardSchemaConverter: convert,
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
}

/** Serves the contract: `/api/openapi.json` for machines, `/api/docs` for people. */
export function serveOpenApi(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, createOpenApi(app), { jsonDocumentUrl: 'api/openapi.json' });
}
