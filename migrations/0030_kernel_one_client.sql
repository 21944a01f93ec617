-- docket.client = uuid, set for one transaction when a member of staff asks for one client by its id: of those whose team they
-- are on no other is seen (decision 017). Whoever asks for none sees all of them, as before.
create or replace function docket.my_clients() returns uuid[] language plpgsql stable security definer set search_path = docket, pg_temp as $$
declare
  a uuid := docket.my_agency();
  s text := current_setting('docket.scope', true);
  c text := current_setting('docket.client', true);
  p uuid;
begin
  if s is null or s = '' then raise exception 'no scope context' using errcode = 'DK001'; end if;
  if s = 'agency' then return array[a]; end if;
  if left(s, 7) = 'client:' then return array[substr(s, 8)::uuid]; end if;
  if left(s, 7) = 'person:' then
    p := substr(s, 8)::uuid;
    if c <> '' then
      return case when exists (select from docket.client_team t where t.agency_id = a and t.client_id = c::uuid and t.person_id = p)
        and exists (select from docket.person x where x.agency_id = a and x.id = p and x.active) then array[c::uuid, a] else array[a] end;
    end if;
    -- A fifth of the time that array(select …) with a join takes; of nothing the sum is null, and null || a is {a}.
    return (select array_agg(t.client_id) from docket.client_team t where t.agency_id = a and t.person_id = p
      and exists (select from docket.person x where x.agency_id = a and x.id = p and x.active)) || a;
  end if;
  raise exception 'bad scope context' using errcode = 'DK001';
end $$;
