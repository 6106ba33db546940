import { logProblem, problemReply, toProblem, type ErrorMapper, type Logger } from '@latchkey/platform';
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';

/** Everything thrown in a request becomes problem+json; what we did not expect is logged and shown without details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly mapError: ErrorMapper | undefined,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = toProblem(error, this.mapError);
    logProblem(this.logger, problem, request.id);
    problemReply(request, http.getResponse<FastifyReply>(), problem);
  }
}
