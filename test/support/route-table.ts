import { ModulesContainer } from '@nestjs/core';
import { type Policy, policyKey } from '../../apps/api/src/http/policy.decorator.js';
import type { TestApi } from './test-api.js';

/** A route as OpenAPI declares it. */
export interface DeclaredRoute {
  /** Upper case. */
  method: string;
  /** With parameters in braces: `/api/v1/links/{id}`. */
  path: string;
  /** A member must be signed in. */
  isForMembers: boolean;
}

/** Every route of the API's own OpenAPI document. */
export async function declaredRoutes(api: TestApi): Promise<DeclaredRoute[]> {
  const { body } = await api.send('GET', '/api/openapi.json');
  const paths = body.paths as Record<string, Record<string, { security?: unknown[] }>>;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { security }]) => ({
      method: method.toUpperCase(),
      path,
      isForMembers: (security?.length ?? 0) > 0,
    })),
  );
}

/** Every route that the router really serves, as `METHOD /path`, without the web app and the documentation. */
export function routedPaths(api: TestApi): string[] {
  const tree: string = api.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  const parents: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent, segment, methods] = /^([│ ]*)[├└]── (\S+) \(([A-Z, ]+)\)/.exec(line) ?? [];
    if (indent === undefined || segment === undefined) return [];
    const depth = indent.length / 4;
    const path = `${depth > 0 ? parents[depth - 1] : ''}${segment}`;
    parents[depth] = path;
    if (path === '/' || path === '/*' || /^\/api\/(docs|openapi)/.test(path)) return [];
    const names = methods!.split(', ');
    const own = names.filter((name) => name !== 'HEAD' || !names.includes('GET'));
    return own.map((name) => `${name} ${path.replace(/:(\w+)/g, '{$1}')}`);
  });
}

/** Handlers of all controllers that declare no policy, as `Controller.method`. */
export function handlersWithoutPolicy(api: TestApi): string[] {
  const modules = [...api.app.get(ModulesContainer).values()];
  const controllers = modules.flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const handlers = metatype!.prototype as Record<string, object>;
    return Object.getOwnPropertyNames(handlers)
      .filter((name) => Reflect.hasMetadata('method', handlers[name]!))
      .filter((name) => !(Reflect.getMetadata(policyKey, handlers[name]!) as Policy | undefined))
      .map((name) => `${metatype!.name}.${name}`);
  });
}
