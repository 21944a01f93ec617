-- Nobody leaves a team, or the house, with something in hand (F3: one owner for everything; a handover is on record), and
-- no client is left without somebody who can put others on its team.

create function docket.has_in_hand(p uuid, c uuid) returns boolean language plpgsql stable security definer set search_path = docket, pg_temp as $$
declare a uuid := docket.my_agency();
begin
  return exists (select 1 from docket.job j where j.agency_id = a and (c is null or j.client_id = c) and j.owner_id = p and j.state <> 'cancelled' and j.closed_at is null)
    or exists (select 1 from docket.meeting m where m.agency_id = a and (c is null or m.client_id = c) and m.owner_id = p and m.state <> 'confirmed')
    or exists (select 1 from docket.signature_party s
      join docket.signature_request r on r.agency_id = s.agency_id and r.client_id = s.client_id and r.id = s.request_id and r.state = 'open'
      where s.agency_id = a and (c is null or s.client_id = c) and s.person_id = p and s.state in ('waiting', 'asked'));
end $$;
comment on function docket.has_in_hand(uuid, uuid) is 'Whether somebody owns an open job or open minutes, or owes a signature: at one client, or (null) at any. Says neither what nor where';

create function docket.left_unkept(p uuid) returns boolean language plpgsql stable security definer set search_path = docket, pg_temp as $$
declare a uuid := docket.my_agency();
begin
  return exists (select 1 from docket.client_team t where t.agency_id = a and t.person_id = p and not exists (
    select 1 from docket.client_team o
    join docket.person w on w.agency_id = o.agency_id and w.id = o.person_id and w.active
    join docket.person_role r on r.agency_id = o.agency_id and r.person_id = o.person_id and r.role in ('admin', 'director')
    where o.agency_id = a and o.client_id = t.client_id));
end $$;
comment on function docket.left_unkept(uuid) is 'Whether a client on whose team the person is has no active administrator or director on it any more';
revoke execute on function docket.has_in_hand(uuid, uuid), docket.left_unkept(uuid) from public;
grant execute on function docket.has_in_hand(uuid, uuid), docket.left_unkept(uuid) to docket_app;

create policy in_hand on docket.client_team as restrictive for delete to docket_app using (not docket.has_in_hand(person_id, client_id));
create policy in_hand on docket.person as restrictive for update to docket_app using (true) with check (active or not docket.has_in_hand(id, null));
