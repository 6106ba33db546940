import type { sendUnaryData, ServerDuplexStream, ServerReadableStream } from '@grpc/grpc-js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb';
import { type DoubleContext, errorOf } from './double-context';
import { type Appended, type Expected, preparedAt, type ProposedRecord } from './double-log';
import { shared, streams } from './generated';

/** What the two kinds of append have in common. */
interface Options {
  getStreamIdentifier(): { getStreamName_asU8(): Uint8Array } | undefined;
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
}
type Message = NonNullable<ReturnType<AppendReq['getProposedMessage']>> | BatchAppendReq.ProposedMessage;

export function appendHandlers({ log, faults, cut, expectations }: DoubleContext) {
  return {
    append(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void {
      let options: NonNullable<ReturnType<AppendReq['getOptions']>> | undefined;
      const proposed: ProposedRecord[] = [];
      call.on('data', (request: AppendReq) => {
        options ??= request.getOptions();
        const message = request.getProposedMessage();
        if (message) proposed.push(recordIn(message));
      });
      call.on('error', () => undefined);
      const finish = () => {
        if (!options || call.cancelled) return;
        const [stream, expected] = [nameIn(options), expectedIn(options, options.getRevision())];
        expectations.push(expected);
        const fault = faults.take('append');
        const error = errorOf(fault);
        if (error) return answer(error);
        if (fault?.kind === 'drop') return cut();
        if (fault?.kind === 'stall') return;
        if (fault?.kind === 'end') return answer(null, new streams.AppendResp());
        if (fault?.kind === 'wrong-version') {
          const current = (log.stream(stream)?.length ?? 0) - 1;
          return answer(
            null,
            response({ kind: 'wrong-version', current: current < 0 ? undefined : current }, expected),
          );
        }
        const appended = log.append(stream, expected, proposed);
        if (fault?.kind === 'lose-answer') return cut();
        if (fault?.kind === 'do-and-stall') return;
        if (fault?.kind === 'late') setTimeout(() => answer(null, response(appended, expected)), fault.ms);
        else answer(null, response(appended, expected));
      };
      // A connection that breaks ends the request as well, in the middle of it: only then the call is told as cancelled.
      call.on('end', () => setImmediate(finish));
    },
    /** Offered, as by every server of today, and counted: nothing of ours may use it. */
    batchAppend(call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void {
      faults.take('batchAppend');
      call.on('data', () => undefined);
      call.on('end', () => call.end());
    },
  };
}

function nameIn(options: Options): string {
  return Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
}

function expectedIn(options: Options, revision: string): Expected {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasAny()) return 'any';
  return options.hasStreamExists() ? 'stream-exists' : Number(revision);
}

function recordIn(message: Message): ProposedRecord {
  const map = message.getMetadataMap();
  return {
    id: message.getId()?.getString() ?? '',
    type: map.get('type') ?? '',
    contentType: map.get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

function response(appended: Appended, expected: Expected): AppendResp {
  if (appended.kind === 'success') {
    const at = String(appended.last.at);
    return new streams.AppendResp().setSuccess(
      new streams.AppendResp.Success()
        .setCurrentRevision(String(appended.last.revision))
        .setPosition(
          new streams.AppendResp.Position()
            .setCommitPosition(at)
            .setPreparePosition(String(preparedAt(appended.last.at))),
        ),
    );
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (appended.current === undefined) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(appended.current));
  if (typeof expected === 'number') wrong.setExpectedRevision(String(expected));
  else wrong.setExpectedNoStream(new shared.Empty());
  return new streams.AppendResp().setWrongExpectedVersion(wrong);
}
