-- One key's progress, locked until the transaction ends, also where there is none yet: the update changes nothing.
insert into progress (topic, key, version, diverted) values ($1, $2, -1, false)
on conflict (topic, key) do update set version = progress.version
returning version, diverted
