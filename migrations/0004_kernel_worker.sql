-- What the worker and the operator's probes may ask over all agencies: where there is work, never what is in it.

create function docket.door_stale_chains(most int)
  returns table (agency_id uuid, client_id uuid)
  language sql stable security definer set search_path = docket, pg_temp as $$
  select h.agency_id, h.client_id from docket.record_head h
  where not exists (select from docket.checkpoint c where c.agency_id = h.agency_id and c.client_id = h.client_id and c.seq = h.seq)
  order by h.agency_id, h.client_id limit least(greatest(most, 0), 10000)
$$;
comment on function docket.door_stale_chains(int) is 'Chains that have grown since their last signed checkpoint';

create function docket.door_forget_answers(before timestamptz, most int) returns int
  language plpgsql volatile security definer set search_path = docket, pg_temp as $$
declare n int;
begin
  delete from docket.idempotency where ctid = any (array(select ctid from docket.idempotency where at < before limit least(greatest(most, 0), 10000)));
  get diagnostics n = row_count;
  return n;
end $$;
comment on function docket.door_forget_answers(timestamptz, int) is 'Drops answers kept for repeated calls once they are older than an instant; gives how many';
create index idempotency_by_age on docket.idempotency (at);

create function docket.door_migrations() returns text[]
  language sql stable security definer set search_path = docket, pg_temp as $$
  select coalesce(array_agg(name || ' ' || sha256 order by name), '{}') from docket.migration
$$;
comment on function docket.door_migrations() is 'The migrations that ran, each with the checksum of its file: a start and /readyz compare them with those of the release';

revoke execute on function docket.door_stale_chains(int), docket.door_forget_answers(timestamptz, int), docket.door_migrations() from public;
grant execute on function docket.door_stale_chains(int), docket.door_forget_answers(timestamptz, int), docket.door_migrations() to docket_app;
