SELECT number FROM {{schema}}.seal_publications WHERE publisher = $1
