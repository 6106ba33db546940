-- Never backwards.
INSERT INTO {{schema}}.seal_publications AS t (publisher, number) VALUES ($1, $2)
ON CONFLICT (publisher) DO UPDATE SET number = greatest(t.number, excluded.number)
