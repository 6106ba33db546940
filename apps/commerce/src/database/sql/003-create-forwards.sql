-- One row for each request that was about to leave with card data in it: who, with which key, what, where to, when. Written
-- before the first byte is sent, so a row says that the data may have left. No card data; never changed, never deleted
-- together with a token.
CREATE TABLE commerce.forwards (
  id uuid PRIMARY KEY,
  at timestamptz(3) NOT NULL,
  account_id uuid NOT NULL,
  key_id uuid NOT NULL,
  token_id uuid NOT NULL,
  -- Null: the card itself was forwarded, not a bundle.
  payment_data_id uuid,
  merchant_id uuid,
  -- Scheme, host, port and path; no query.
  destination text NOT NULL,
  request_id text NOT NULL
);

CREATE INDEX forwards_of_account ON commerce.forwards (account_id, at, id);
CREATE INDEX forwards_of_key ON commerce.forwards (key_id, at, id);
CREATE INDEX forwards_of_token ON commerce.forwards (token_id, at, id);
