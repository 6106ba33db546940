import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type DoubleContext, errorOf } from './double-context';
import { type DoubleLog, type DoubleRecord, preparedAt } from './double-log';
import { shared, streams } from './generated';

type Options = NonNullable<ReturnType<ReadReq['getOptions']>>;
type Call = ServerWritableStream<ReadReq, ReadResp>;

const BACKWARDS = 1;

export function readHandler({ log, faults, cut }: DoubleContext) {
  return (call: Call): void => {
    const options = call.request.getOptions();
    if (!options) return void call.destroy(new Error('a read without options'));
    if (options.hasSubscription()) {
      faults.take('subscribe');
      return void call.destroy(new Error('the double has no subscriptions: nothing of ours opens one'));
    }
    const fault = faults.take(options.hasAll() ? 'readAll' : 'readStream');
    const answer = () => {
      const records = options.hasAll() ? readAll(log, options) : readStream(log, options);
      if (!records) call.write(notFound(options));
      const cutOff = fault?.kind === 'end' ? (fault.after ?? 0) : Infinity;
      for (const record of records?.slice(0, cutOff) ?? []) call.write(response(record));
      call.end();
    };
    const error = errorOf(isPoint(options) ? fault : { kind: 'fail' });
    if (error) call.emit('error', error);
    else if (fault?.kind === 'drop' || fault?.kind === 'lose-answer') cut();
    else if (fault?.kind === 'late') setTimeout(answer, fault.ms);
    else if (fault?.kind === 'end' && fault.after === undefined) call.end();
    else if (fault?.kind !== 'stall' && fault?.kind !== 'do-and-stall') answer();
  };
}

/** Half a position is none. */
function isPoint(options: Options): boolean {
  const position = options.getAll()?.getPosition();
  if (!position) return true;
  return Number(position.getPreparePosition()) === preparedAt(Number(position.getCommitPosition()));
}

function readAll({ records }: DoubleLog, options: Options): readonly DoubleRecord[] {
  const all = options.getAll();
  const count = Number(options.getCount());
  const at = all?.hasPosition() ? Number(all.getPosition()?.getCommitPosition()) : undefined;
  if (options.getReadDirection() === BACKWARDS) {
    const end = at === undefined ? (all?.hasEnd() ? records.length : 0) : firstFrom(records, at);
    return records.slice(Math.max(0, end - count), end).reverse();
  }
  const start = at === undefined ? (all?.hasEnd() ? records.length : 0) : firstFrom(records, at);
  return records.slice(start, start + count);
}

/** The place of the first record at or after a point. */
function firstFrom(records: readonly DoubleRecord[], at: number): number {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((records[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function readStream(log: DoubleLog, options: Options): readonly DoubleRecord[] | undefined {
  const asked = options.getStream();
  const records = log.stream(nameIn(options));
  if (!records) return undefined;
  const count = Number(options.getCount());
  const from = asked?.hasRevision() ? Number(asked.getRevision()) : asked?.hasEnd() ? records.length - 1 : 0;
  if (options.getReadDirection() === BACKWARDS) return records.slice(Math.max(0, from + 1 - count), from + 1).reverse();
  return records.slice(from, from + count);
}

function nameIn(options: Options): string {
  return Buffer.from(options.getStream()?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
}

function notFound(options: Options): ReadResp {
  const identifier = new shared.StreamIdentifier().setStreamName(Buffer.from(nameIn(options)));
  return new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier),
  );
}

function response(record: DoubleRecord): ReadResp {
  const at = String(record.at);
  const event = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(record.id))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(record.stream)))
    .setStreamRevision(String(record.revision))
    .setCommitPosition(at)
    .setPreparePosition(String(preparedAt(record.at)))
    .setData(record.data)
    .setCustomMetadata(record.metadata);
  event.getMetadataMap().set('type', record.type).set('content-type', record.contentType).set('created', '0');
  return new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(event).setCommitPosition(at));
}
