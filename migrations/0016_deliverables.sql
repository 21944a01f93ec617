-- Deliverables (F6): versions pass stages, then the client.

create table docket.deliverable (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  job_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  created_by uuid not null,
  created_at timestamptz not null,
  dropped_at timestamptz, dropped_by uuid,
  dropped_reason text not null default '' check (length(dropped_reason) <= 2000),
  version int not null default 1,
  primary key (agency_id, client_id, id),
  foreign key (agency_id, client_id, job_id) references docket.job (agency_id, client_id, id),
  constraint deliverable_dropped_with_reason check ((dropped_at is not null) = (dropped_by is not null) and (dropped_at is not null) = (dropped_reason <> ''))
);
comment on table docket.deliverable is 'A thing that is made for a job';
comment on column docket.deliverable.dropped_at is 'Given up since then: it takes no new version, nobody is asked about it, and it is not waited for at the delivery';
create index deliverable_by_job on docket.deliverable (agency_id, client_id, job_id);
call docket.wall('deliverable', 'title, dropped_at, dropped_by, dropped_reason, version');
create policy no_order_no_work on docket.deliverable as restrictive for insert to docket_app with check (docket.job_takes_bookings(agency_id, client_id, job_id));

create table docket.deliverable_version (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  deliverable_id uuid not null,
  job_id uuid not null,
  no int not null check (no > 0),
  file_id uuid not null,
  note text not null default '' check (length(note) <= 2000),
  state text not null check (state in ('in_stages','ready','with_client','approved','returned','superseded')),
  stages_signed_at timestamptz,
  sent_at timestamptz,
  approved_at timestamptz,
  returned_reason text not null default '' check (length(returned_reason) <= 5000),
  made_by uuid not null,
  made_at timestamptz not null,
  row_version int not null default 1,
  primary key (agency_id, client_id, id),
  unique (agency_id, client_id, deliverable_id, no),
  foreign key (agency_id, client_id, deliverable_id) references docket.deliverable (agency_id, client_id, id),
  foreign key (agency_id, client_id, job_id) references docket.job (agency_id, client_id, id),
  foreign key (agency_id, client_id, file_id) references docket.file (agency_id, client_id, id),
  constraint deliverable_signed_before_client check (state not in ('ready','with_client','approved') or stages_signed_at is not null),
  constraint deliverable_approved_on_a_day check (state <> 'approved' or approved_at is not null),
  constraint deliverable_return_reason check (state <> 'returned' or returned_reason <> '')
);
comment on table docket.deliverable_version is 'A version: passes its stages (everybody who took part signs), then the client''s authorised approver';
comment on constraint deliverable_signed_before_client on docket.deliverable_version is 'A version missing a signature cannot go to the client (F6)';
create unique index deliverable_current on docket.deliverable_version (agency_id, client_id, deliverable_id) where state in ('in_stages','ready','with_client','approved');
call docket.wall('deliverable_version', 'state, stages_signed_at, sent_at, approved_at, returned_reason, row_version', 'state <> ''superseded''');
create policy begins_unsigned on docket.deliverable_version as restrictive for insert to docket_app with check (state = 'in_stages' and stages_signed_at is null and sent_at is null and approved_at is null);
create policy by_signatures on docket.deliverable_version as restrictive for update to docket_app using (true) with check (
  (stages_signed_at is null or docket.is_signed(agency_id, client_id, 'deliverable', id, no, 'inside'))
  and (approved_at is null or docket.is_signed(agency_id, client_id, 'deliverable', id, no, 'approve')));
create policy no_order_no_work on docket.deliverable_version as restrictive for insert to docket_app with check (docket.job_takes_bookings(agency_id, client_id, job_id));

create function docket.deliverable_stands(a uuid, c uuid, d uuid) returns boolean language sql stable security definer set search_path = docket, pg_temp as $$
  select exists (select 1 from docket.deliverable where agency_id = a and client_id = c and id = d and dropped_at is null)
$$;
comment on function docket.deliverable_stands(uuid, uuid, uuid) is 'Not dropped: only such a deliverable takes a version, goes to the client and is approved';
revoke execute on function docket.deliverable_stands(uuid, uuid, uuid) from public;
grant execute on function docket.deliverable_stands(uuid, uuid, uuid) to docket_app;
create policy not_dropped on docket.deliverable_version as restrictive for insert to docket_app with check (docket.deliverable_stands(agency_id, client_id, deliverable_id));
create policy not_dropped_on on docket.deliverable_version as restrictive for update to docket_app using (true)
  with check (state not in ('with_client','approved') or docket.deliverable_stands(agency_id, client_id, deliverable_id));
create policy nothing_waits on docket.deliverable as restrictive for update to docket_app using (true)
  with check (dropped_at is null or not exists (select 1 from docket.deliverable_version v
    where v.agency_id = deliverable.agency_id and v.client_id = deliverable.client_id and v.deliverable_id = deliverable.id and v.state in ('in_stages','with_client','approved')));

create function docket.job_work_approved(a uuid, c uuid, j uuid, day timestamptz) returns boolean language sql stable security definer set search_path = docket, pg_temp as $$
  select coalesce(bool_and(exists (
    select 1 from docket.deliverable_version v where v.agency_id = a and v.client_id = c and v.deliverable_id = d.id and v.approved_at <= day)), false)
  from docket.deliverable d where d.agency_id = a and d.client_id = c and d.job_id = j and d.created_at <= day and (d.dropped_at is null or d.dropped_at > day)
$$;
comment on function docket.job_work_approved(uuid, uuid, uuid, timestamptz) is 'There was work by then, and of every deliverable that was not dropped the client had approved a version (F6): asked when a delivery is recorded';
revoke execute on function docket.job_work_approved(uuid, uuid, uuid, timestamptz) from public;
grant execute on function docket.job_work_approved(uuid, uuid, uuid, timestamptz) to docket_app;
create policy work_approved on docket.job as restrictive for update to docket_app using (true)
  with check (delivered_at is null or delivered_at = (docket.job_before(agency_id, client_id, id)).delivered_at or docket.job_work_approved(agency_id, client_id, id, delivered_at));
