-- Letters of the sample agency never go out: its people and clients are made up.
-- The sweeper of the outbox looks over every agency and learns only which letters wait, never what is in them.
create function docket.door_waiting_mail(before timestamptz, most int)
  returns table (agency_id uuid, client_id uuid, id uuid)
  language sql stable security definer set search_path = docket, pg_temp as $$
  select m.agency_id, m.client_id, m.id from docket.mail m join docket.agency a on a.agency_id = m.agency_id and not a.sample
  where m.state = 'waiting' and m.created_at < before
  order by m.attempts, m.created_at limit least(greatest(most, 0), 1000)
$$;
comment on function docket.door_waiting_mail(timestamptz, int) is 'Letters still waiting since before an instant, least tried first: the sweeper queues again those whose job was lost';
revoke execute on function docket.door_waiting_mail(timestamptz, int) from public;
grant execute on function docket.door_waiting_mail(timestamptz, int) to docket_app;
