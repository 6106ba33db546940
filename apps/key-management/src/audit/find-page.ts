import { MAX_COUNTED } from '@latchkey/platform-nest';

export interface FoundPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number | null;
}

/** A page of what comes one by one, and in page mode how much there is, up to one beyond what is counted. */
export const findPage = async <Row>(
  found: AsyncIterable<Row>,
  { page, offset, limit }: { readonly page: number | null; readonly offset: number; readonly limit: number },
): Promise<FoundPage<Row>> => {
  const rows: Row[] = [];
  let total = 0;
  const enough = offset + limit + 1;
  for await (const row of found) {
    if (total >= offset && total < enough) rows.push(row);
    total += 1;
    if (total >= enough && (page === null || total > MAX_COUNTED)) break;
  }
  return { rows, total: page === null ? null : total };
};
