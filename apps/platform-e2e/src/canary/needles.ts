export interface Needle {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A secret in the spellings in which it may turn up: as it is, for URLs, in hexadecimal, anywhere within base64 of either kind. */
export function spellings(name: string, bytes: Buffer): Needle[] {
  const forUrls = encodeURIComponent(bytes.toString('latin1'));
  const texts = [forUrls, bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...withinBase64(bytes)];
  return [{ name, bytes }, ...texts.map((text) => ({ name: `${name}, encoded`, bytes: Buffer.from(text) }))];
}

/** Digits in groups of four, as people write them. */
export function grouped(name: string, digits: string): Needle[] {
  return [' ', '-', '.'].map((separator) => ({
    name: `${name}, grouped`,
    bytes: Buffer.from(digits.replace(/(.{4})(?!$)/g, `$1${separator}`)),
  }));
}

/** Names of those that are in it. */
export const found = (needles: readonly Needle[], hay: Buffer | string): string[] => {
  const bytes = typeof hay === 'string' ? Buffer.from(hay) : hay;
  return [...new Set(needles.filter((needle) => bytes.includes(needle.bytes)).map(({ name }) => name))];
};

/** Too short to be searched for as such: where it stands as a whole value, it is recognised. */
export function hasCode(hay: string, code: string): boolean {
  const base64 = Buffer.from(code).toString('base64');
  return new RegExp(`^(?:${code}|${base64})$|"(?:${code}|${base64})"|(?:cvc|cvv|code)\\W{1,4}${code}(?![0-9])`).test(
    hay,
  );
}

/** The characters that are the same whatever stands before and behind it: base64 turns three bytes into four characters. */
function withinBase64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const from = Math.ceil((before * 8) / 6);
    return [padded.toString('base64').slice(from, whole), padded.toString('base64url').slice(from, whole)];
  });
}
