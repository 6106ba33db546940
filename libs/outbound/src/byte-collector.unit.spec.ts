import fc from 'fast-check';
import { createByteCollector } from './byte-collector';

it('keeps what it was given, in any pieces, up to the limit and not a byte beyond', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3000 })), fc.nat(20_000), (pieces, limit) => {
      const collector = createByteCollector(limit);
      const taken = pieces.map((piece) => Buffer.from(piece)).filter((piece) => collector.add(piece));
      expect(collector.bytes()).toEqual(Buffer.concat(taken));
      expect(collector.bytes().length).toBeLessThanOrEqual(limit);
      if (pieces.reduce((sum, piece) => sum + piece.length, 0) <= limit) expect(taken).toHaveLength(pieces.length);
    }),
  );
});
