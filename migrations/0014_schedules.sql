-- Schedules (B4, B5): revisions; the last one signed by both sides is in force.

create table docket.schedule (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  job_id uuid not null,
  revision int not null check (revision > 0),
  state text not null default 'draft' check (state in ('draft','sent','signed','superseded','declined','withdrawn')),
  direction text not null check (direction in ('forward','back')),
  anchor date not null,
  reason text not null default '' check (length(reason) <= 2000),
  created_by uuid not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  signed_at timestamptz,
  version int not null default 1,
  primary key (agency_id, client_id, id),
  unique (agency_id, client_id, job_id, revision),
  foreign key (agency_id, client_id, job_id) references docket.job (agency_id, client_id, id),
  constraint schedule_signed_on_a_day check (state not in ('signed','superseded') or signed_at is not null),
  constraint schedule_reason_for_revision check (revision = 1 or state = 'draft' or reason <> '')
);
comment on table docket.schedule is 'One revision of a job''s schedule';
comment on column docket.schedule.anchor is 'Day it is planned from (forward) or back from';
create unique index schedule_in_force on docket.schedule (agency_id, client_id, job_id) where state = 'signed';
create unique index schedule_open on docket.schedule (agency_id, client_id, job_id) where state in ('draft','sent');
call docket.wall('schedule', 'state, direction, anchor, reason, sent_at, signed_at, version');
create policy begins_unsigned on docket.schedule as restrictive for insert to docket_app with check (state = 'draft' and sent_at is null and signed_at is null);
create policy by_signatures on docket.schedule as restrictive for update to docket_app using (true)
  with check (signed_at is null or docket.is_signed(agency_id, client_id, 'schedule', job_id, revision, 'both'));

create table docket.schedule_step (
  agency_id uuid not null,
  client_id uuid not null,
  schedule_id uuid not null,
  step_id uuid not null,
  no int not null check (no > 0),
  name text not null check (length(name) between 1 and 200),
  detail text not null default '' check (length(detail) <= 2000),
  our_owner_id uuid,
  their_owner_id uuid,
  days int not null check (days between 1 and 400),
  predecessor_id uuid,
  pinned_on date,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  primary key (agency_id, client_id, schedule_id, step_id),
  foreign key (agency_id, client_id, schedule_id) references docket.schedule (agency_id, client_id, id),
  foreign key (agency_id, our_owner_id) references docket.person (agency_id, id),
  foreign key (agency_id, client_id, their_owner_id) references docket.contact (agency_id, client_id, id),
  check (predecessor_id is null or predecessor_id <> step_id)
);
comment on table docket.schedule_step is 'A step; step_id stays through the revisions, so that they can be compared';
comment on column docket.schedule_step.pinned_on is 'A day the step may not begin before (a shoot, a booked studio); null = as early or as late as the others allow';
comment on column docket.schedule_step.days is 'Duration in working days over both sides'' calendars';
call docket.wall('schedule_step', 'no, name, detail, our_owner_id, their_owner_id, days, predecessor_id, pinned_on, starts_on, ends_on', 'exists (select 1 from docket.schedule s where s.agency_id = schedule_step.agency_id and s.client_id = schedule_step.client_id and s.id = schedule_step.schedule_id and s.state = ''draft'')');
create policy everybody_named on docket.schedule as restrictive for update to docket_app using (true)
  with check (state <> 'sent' or not exists (select 1 from docket.schedule_step s
    where s.agency_id = schedule.agency_id and s.client_id = schedule.client_id and s.schedule_id = schedule.id and s.our_owner_id is null and s.their_owner_id is null));
comment on policy everybody_named on docket.schedule is 'No step goes out for signature without somebody who answers for it (B1); a draft may still lack them';
create policy only_in_draft on docket.schedule_step as restrictive for insert to docket_app with check (exists (
  select 1 from docket.schedule s where s.agency_id = schedule_step.agency_id and s.client_id = schedule_step.client_id and s.id = schedule_step.schedule_id and s.state = 'draft'));
call docket.wall_delete('schedule_step', 'client_id = any ((select docket.my_clients())::uuid[]) and exists (select 1 from docket.schedule s where s.agency_id = schedule_step.agency_id and s.client_id = schedule_step.client_id and s.id = schedule_step.schedule_id and s.state = ''draft'')');

create table docket.schedule_progress (
  agency_id uuid not null,
  client_id uuid not null,
  job_id uuid not null,
  step_id uuid not null,
  done_on date,
  done_by uuid not null,
  at timestamptz not null,
  primary key (agency_id, client_id, job_id, step_id),
  foreign key (agency_id, client_id, job_id) references docket.job (agency_id, client_id, id)
);
comment on table docket.schedule_progress is 'Ticks against the schedule in force; done_on null = tick taken back';
call docket.wall('schedule_progress', 'done_on, done_by, at');
