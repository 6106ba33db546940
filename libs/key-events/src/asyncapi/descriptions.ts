export const contractDescription = `Every event of API keys and accounts, for internal services. Records are CloudEvents 1.0 in the binary mode of its Kafka binding: attributes are headers with the prefix \`ce_\`, the value is the data, as JSON in UTF-8.

**A record may come more than once.** Keep the last \`ce_streamversion\` that was applied of each record key, together with what it led to. Apply a record only if its version is \`last + 1\` (the first is 0). Ignore one that is lower or equal: it was here before. Stop and raise an alarm at one that is higher: something is missing.

**Order** is kept for each record key, among the first occurrences of its events; there is none between keys or topics.

**A type that you do not know** still counts: note its version as applied and go on. What a type holds never changes: an event with another form gets a new type, \`….v2\`, and takes the place of the old one.

**Nothing is secret.** No event holds a key, its digest, its verifier or any part of a key but the \`display\` form, which is made to be shown.

**Everything is kept.** Topics are neither compacted nor cut, so a new consumer reads from the beginning.`;

export const apiKeysDescription = 'The life of each API key. Record key and `ce_subject`: the key’s id.';

export const accountsDescription =
  'Accounts, their operating model, merchants and destinations. Record key and `ce_subject`: the account’s id. What a scoped key may do is its scope, within what the account’s operating model allows and to merchants that exist.';

export const sealsDescription =
  'That a log held these entries and no others, signed, for whoever wants a copy that the operator cannot take back. Record key and `ce_subject`: the log’s name. A record may come more than once, and is the same then. There is no version to count: a seal proves by `consistency` that it goes on from the one before it.';
