-- The house is no client: nothing that belongs to a client stands under it, and what its record and its letters say of
-- colleagues (who signed in, whose password was reset) is for administrators.

alter table docket.client_team add constraint client_team_not_of_the_house check (client_id <> agency_id);
alter table docket.contact add constraint contact_not_of_the_house check (client_id <> agency_id);
alter table docket.meeting add constraint meeting_not_of_the_house check (client_id <> agency_id);
alter table docket.job add constraint job_not_of_the_house check (client_id <> agency_id);
alter table docket.receipt add constraint receipt_not_of_the_house check (client_id <> agency_id);

create function docket.my_person() returns uuid language plpgsql stable set search_path = docket, pg_temp as $$
declare s text := current_setting('docket.scope', true);
begin
  return case when left(s, 7) = 'person:' then substr(s, 8)::uuid end;
end $$;
comment on function docket.my_person() is 'The member of staff who acts; null for contacts'' links, the worker, set-up and sign-in';

create function docket.sees_house() returns boolean language plpgsql stable security definer set search_path = docket, pg_temp as $$
declare me uuid := docket.my_person();
begin
  return me is null or exists (select 1 from docket.person_role r where r.agency_id = docket.my_agency() and r.person_id = me and r.role = 'admin');
end $$;
comment on function docket.sees_house() is 'Whether this transaction may read the house''s record and letters: administrators, and what acts for nobody';
revoke execute on function docket.my_person(), docket.sees_house() from public;
grant execute on function docket.my_person(), docket.sees_house() to docket_app;

create policy house on docket.record as restrictive for select to docket_app using (
  client_id <> agency_id or (select docket.sees_house()) or actor_id = (select docket.my_person()) or subject_id = (select docket.my_person()));
create policy house on docket.mail as restrictive for select to docket_app using (
  client_id <> agency_id or (select docket.sees_house()) or created_by = (select docket.my_person()) or about_id = (select docket.my_person()));
