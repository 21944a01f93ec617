-- A day has 24 hours, wherever they were spent: at a client that is out of sight, or in a call that names another one, too.
create function docket.my_minutes(d date, but uuid) returns int language sql stable security definer set search_path = docket, pg_temp as $$
  select coalesce(sum(t.minutes), 0)::int from docket.time_entry t
    where t.agency_id = docket.my_agency() and t.person_id = docket.my_person() and t.on_day = d and t.voided_at is null and t.id is distinct from but
$$;
comment on function docket.my_minutes(date, uuid) is 'Minutes that whoever acts has logged on a day, at all clients, one entry left out: of others it tells nothing (T4)';
revoke execute on function docket.my_minutes(date, uuid) from public;
grant execute on function docket.my_minutes(date, uuid) to docket_app;
create index time_entry_of_day on docket.time_entry (agency_id, person_id, on_day) where voided_at is null;

-- Each entry by itself: a statement does not see its own rows, nor those of another transaction. The lock of a person's day
-- sees to the order in which they come.
create policy own_time on docket.time_entry as restrictive for insert to docket_app with check (person_id = (select docket.my_person()));
create policy own_time_still on docket.time_entry as restrictive for update to docket_app using (person_id = (select docket.my_person())) with check (true);
create policy day_of_24_hours on docket.time_entry as restrictive for insert to docket_app with check (docket.my_minutes(on_day, id) + minutes <= 1440);
-- The day as it stood before the statement is the other bound: one that is over-full all the same may be brought down step by step.
create policy day_of_24_hours_still on docket.time_entry as restrictive for update to docket_app using (true)
  with check (voided_at is not null or docket.my_minutes(on_day, id) + minutes <= greatest(1440, docket.my_minutes(on_day, null)));
