-- A draft of a schedule may be kept before it is known who does what; it goes out once every step has somebody.

alter table docket.schedule_step drop constraint schedule_step_check1;

create policy everybody_named on docket.schedule as restrictive for update to docket_app using (true)
  with check (state <> 'sent' or not exists (select 1 from docket.schedule_step s
    where s.agency_id = schedule.agency_id and s.client_id = schedule.client_id and s.schedule_id = schedule.id and s.our_owner_id is null and s.their_owner_id is null));
comment on policy everybody_named on docket.schedule is 'No step goes out for signature without somebody who answers for it (B1)';
