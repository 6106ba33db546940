import { parsePlace, placeText } from './place-text';

const EPOCH = '0b6f3a52-7f55-4c7e-9d0c-3d1a53b5c111';
const KEY = 'ffffffff-ffff-4fff-bfff-ffffffffffff';

describe('a place in the list of changes', () => {
  test.each([0, 1, 999_999_999_999_999])('is text and back, at revision %d', (revision) => {
    const place = { epoch: EPOCH, revision, keyId: KEY };
    expect(parsePlace(placeText(place))).toEqual(place);
  });

  test.each([
    '',
    'rubbish',
    `${EPOCH}.1`,
    `${EPOCH}.-1.${KEY}`,
    `${EPOCH}.01.${KEY}`,
    `${EPOCH}.1e3.${KEY}`,
    `${EPOCH}.9999999999999999.${KEY}`,
    `${EPOCH}.1.${KEY} `,
    `${EPOCH}.1.${KEY}\n`,
    `${EPOCH}.1.${KEY.toUpperCase()}`,
  ])('is nothing else: %j', (text) => {
    expect(parsePlace(text)).toBeUndefined();
  });
});
