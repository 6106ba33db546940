import {
  fastifyOptions,
  installHttp,
  serveDocs,
  type ErrorMapper,
  type HttpOptions,
  type OpenApiDocument,
} from '@latchkey/platform';
import { type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';
import 'reflect-metadata';
import { installDeferredBodyParser } from './body/deferred-body-parser';
import { nestLogger } from './nest-logger';
import { ProblemFilter } from './problem.filter';
import { ValidationPipe } from './validation.pipe';

export interface HttpAppOptions extends HttpOptions {
  /** Served at `/openapi.json` and, for people, at `/docs`. */
  readonly openApi: OpenApiDocument;
  /** What this service's own errors mean over HTTP. */
  readonly mapError?: ErrorMapper;
}

const DEFAULT_BODY_LIMIT_BYTES = 1024 * 1024;

/**
 * A Nest application on Fastify with our conventions: request ids, access log, problems for every error, bodies judged
 * after the guards (401, 403, then 400/413/415, then 422), validation of DTOs, docs. Start it with `listen`.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  options: HttpAppOptions,
): Promise<NestFastifyApplication> {
  const { logger, openApi, mapError, bodyLimitBytes = DEFAULT_BODY_LIMIT_BYTES } = options;
  // No Express-style middleware: skipMiddie saves its hook on every request.
  const adapter = new FastifyAdapter({ ...fastifyOptions(options), skipMiddie: true } as ConstructorParameters<
    typeof FastifyAdapter
  >[0]);
  // The adapter's type allows HTTP/2; fastifyOptions asks for HTTP/1.
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  installHttp(fastify, options);
  installDeferredBodyParser(fastify, bodyLimitBytes);
  serveDocs(fastify, openApi);

  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: nestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter(logger, mapError));
  app.useGlobalPipes(new ValidationPipe());
  return app;
}
