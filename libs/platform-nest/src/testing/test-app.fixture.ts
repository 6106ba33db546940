import { createLogger, createMetrics, Problem } from '@latchkey/platform';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Module,
  Param,
  Post,
  Query,
  Req,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import { type FastifyRequest } from 'fastify';
import { connect } from 'node:net';
import { contentTypeOf, rawBody } from '../body/body-outcome';
import { RawBody } from '../body/raw-body.decorator';
import { createHttpApp } from '../create-http-app';
import { listen } from '../listen';
import { defineList, listQuery, type ListQueryOf } from '../lists/list-query';
import { queryPipe } from '../lists/parse-query';
import { q } from '../lists/query-parser';
import { pathId } from '../path-id.pipe';

class ScopeDto {
  @IsArray()
  @ArrayMaxSize(10)
  @IsUUID('4', { each: true })
  merchant_ids!: string[];
}

class ThingDto {
  @IsString()
  @Length(1, 100)
  label!: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => ScopeDto)
  scope?: ScopeDto;
}

class SearchDto {
  @IsIn(['a', 'b'])
  kind!: string;
}

class TestGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const key = context.switchToHttp().getRequest<FastifyRequest>().headers['x-api-key'];
    if (key === undefined) throw new Problem('missing_api_key');
    if (key === 'scoped') throw new Problem('feature_not_in_scope');
    return key !== 'nobody';
  }
}

const things = defineList({ sorts: { created_at: 'time' }, filters: { merchant_id: q.list(q.uuid) } });

@Controller('things')
@UseGuards(TestGuard)
class ThingsController {
  @Get()
  list(@Query(listQuery(things)) query: ListQueryOf<typeof things>): unknown {
    return query;
  }

  @Get('by/kind')
  search(@Query() query: SearchDto): unknown {
    return query;
  }

  @Get(':id')
  read(@Param('id', pathId) id: string): unknown {
    if (id.startsWith('0000')) throw new Problem('not_found');
    if (id.startsWith('ffff')) throw new Error('lk_test_abcdefghijkl broke');
    if (id.startsWith('eeee')) throw new RangeError('the database is gone');
    return { id };
  }

  @Post()
  create(@Body() dto: ThingDto): unknown {
    if (dto.label === 'conflict') throw new Problem('conflict');
    return { dto, isDto: dto instanceof ThingDto, scopeIsDto: dto.scope instanceof ScopeDto };
  }

  @Post(':id/bytes')
  @HttpCode(200)
  bytes(@Req() request: FastifyRequest): unknown {
    return { text: rawBody(request).toString('latin1') };
  }

  @Post('any-bytes')
  @HttpCode(200)
  @RawBody(100)
  anyBytes(@Req() request: FastifyRequest): unknown {
    return { hex: rawBody(request).toString('hex'), type: contentTypeOf(request) };
  }

  @Delete(':id')
  remove(@Query(queryPipe({ wait: q.oneOf(['all', 'none']) })) query: unknown): unknown {
    return query;
  }
}

@Module({ controllers: [ThingsController] })
class TestModule {}

export const OPEN_API = { openapi: '3.1.0', info: { title: 'Test', version: '1' }, paths: {} } as const;
export const WITH_KEY = { 'x-api-key': 'k', 'content-type': 'application/json' };
export const ID = '8c7e1b3a-1111-4222-8333-123456789abc';

export type TestApp = Awaited<ReturnType<typeof startTestApp>>;

/** A guarded resource over real sockets, and ways to call it. */
export async function startTestApp() {
  const lines: string[] = [];
  const nest = await createHttpApp(TestModule, {
    logger: createLogger({ name: 'svc', destination: { write: (line) => void lines.push(line) } }),
    metrics: createMetrics('svc'),
    openApi: OPEN_API,
    mapError: (error) => (error instanceof RangeError ? new Problem('database_unavailable') : undefined),
    requestTimeoutMs: 2_000,
  });
  const { url, close } = await listen(nest, { host: '127.0.0.1', port: 0 });

  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(url + path, { headers: WITH_KEY, ...init });
    const text = await response.text();
    const body = JSON.parse(text || 'null') as Record<string, unknown>;
    return { status: response.status, headers: response.headers, text, body };
  };
  const post = (body: string, headers: Record<string, string> = WITH_KEY) =>
    call('/things', { method: 'POST', body, headers });
  const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { url, close, call, post, lines, logged, sendRaw: (text: string) => sendRaw(url, text) };
}

function sendRaw(url: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
  });
}
