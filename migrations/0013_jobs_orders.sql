-- Job orders (C1-C4, C6): the licence to work.

create table docket.job (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('creative')),
  title text not null check (length(title) between 1 and 300),
  state text not null default 'draft' check (state in ('draft','submitted','accepted','issued','cancelled')),
  stage text not null default 'draft' check (stage in ('draft','submitted','accepted','ordered','scheduled','in_work','signed_off','delivered','closed','billed','paid','filed','cancelled')),
  finance_number text,
  brand text not null default '' check (length(brand) <= 200),
  product text not null default '' check (length(product) <= 300),
  purpose text not null default '' check (length(purpose) <= 5000),
  audience text not null default '' check (length(audience) <= 5000),
  message text not null default '' check (length(message) <= 1000),
  must_haves text not null default '' check (length(must_haves) <= 5000),
  must_nots text not null default '' check (length(must_nots) <= 5000),
  sizes text not null default '' check (length(sizes) <= 1000),
  quantity int check (quantity between 1 and 100000000),
  material text not null default '' check (length(material) <= 1000),
  languages text not null default '' check (length(languages) <= 300),
  delivery_format text not null default '' check (length(delivery_format) <= 1000),
  due_on date,
  currency text not null check (currency in ('TWD','CNY','HKD')),
  budget_minor bigint check (budget_minor between 0 and 1000000000000),
  reference_count int not null default 0 check (reference_count >= 0),
  no_references boolean not null default false,
  owner_id uuid,
  lead_id uuid,
  meeting_id uuid,
  item_id uuid,
  submitted_at timestamptz, submitted_by uuid,
  accepted_at timestamptz, accepted_by uuid,
  issued_at timestamptz, issued_by uuid, issued_owner_id uuid,
  scheduled_at timestamptz,
  in_work_at timestamptz,
  signed_off_at timestamptz,
  delivered_at timestamptz, delivered_by uuid,
  closed_at timestamptz, closed_by uuid,
  billed_at timestamptz,
  paid_at timestamptz,
  filed_at timestamptz,
  returned_reason text not null default '' check (length(returned_reason) <= 2000),
  reopened_reason text not null default '' check (length(reopened_reason) <= 2000),
  held_at timestamptz, held_by uuid,
  held_reason text not null default '' check (length(held_reason) <= 2000),
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (agency_id, client_id, id),
  unique (agency_id, finance_number),
  foreign key (agency_id, client_id) references docket.client (agency_id, client_id),
  foreign key (agency_id, owner_id) references docket.person (agency_id, id),
  foreign key (agency_id, lead_id) references docket.person (agency_id, id),
  foreign key (agency_id, client_id, meeting_id) references docket.meeting (agency_id, client_id, id),
  foreign key (agency_id, client_id, item_id) references docket.meeting_item (agency_id, client_id, id),
  constraint job_complete check (state in ('draft','cancelled') or (
    brand <> '' and product <> '' and purpose <> '' and audience <> '' and message <> '' and must_haves <> '' and must_nots <> ''
    and sizes <> '' and quantity is not null and material <> '' and languages <> '' and delivery_format <> '' and due_on is not null
    and budget_minor is not null and owner_id is not null and lead_id is not null and (reference_count > 0 or no_references))),
  constraint job_number_is_issue check ((finance_number is not null) = (issued_at is not null)),
  constraint job_issue_names_owner check ((issued_owner_id is not null) = (issued_at is not null)),
  constraint job_issued_recognised check (issued_at is null or (accepted_at is not null and submitted_at is not null)),
  constraint job_closed_after_delivery check (closed_at is null or delivered_at is not null),
  constraint job_filed_after_close check (filed_at is null or closed_at is not null),
  constraint job_held_with_reason check ((held_at is not null) = (held_by is not null) and (held_at is not null) = (held_reason <> '')),
  constraint job_held_while_open check (held_at is null or (state = 'issued' and closed_at is null)),
  constraint job_held_not_delivered check (held_at is null or delivered_at is null or delivered_at <= held_at)
);
comment on table docket.job is 'A job order and its docket. state is the licence (draft to issued); stage is how far it has come, derived from the dates by jobs/rules.ts and kept for lists';
comment on column docket.job.finance_number is '財務對應號: given when finance recognises the order, unique and gapless per agency and year (C3)';
comment on column docket.job.issued_owner_id is 'Who owned the job when it was issued: the printed order names them, whoever owns it later';
comment on column docket.job.held_at is 'Finance holds the order since then (C4): no booking and no delivery until it is released';
comment on column docket.job.item_id is 'The client''s words it comes from';
comment on constraint job_complete on docket.job is 'An order missing any required detail cannot leave draft (C1)';
create index job_by_time on docket.job (agency_id, client_id, created_at desc, id desc);
create index job_by_due on docket.job (agency_id, client_id, due_on, id);
create index job_by_stage on docket.job (agency_id, client_id, stage, created_at desc);
create index job_newest on docket.job (agency_id, created_at desc, id desc);
create index job_soonest on docket.job (agency_id, due_on, id);
create index job_by_item on docket.job (agency_id, client_id, item_id) where item_id is not null;
create index job_held on docket.job (agency_id, due_on, id) where held_at is not null;
create index job_by_number on docket.job (agency_id, finance_number text_pattern_ops);
call docket.wall('job', 'title, state, stage, finance_number, brand, product, purpose, audience, message, must_haves, must_nots, sizes, quantity, material, languages, delivery_format, due_on, budget_minor, reference_count, no_references, owner_id, lead_id, submitted_at, submitted_by, accepted_at, accepted_by, issued_at, issued_by, issued_owner_id, scheduled_at, in_work_at, signed_off_at, delivered_at, delivered_by, closed_at, closed_by, billed_at, paid_at, filed_at, returned_reason, reopened_reason, held_at, held_by, held_reason, version');

-- A policy sees a row as it is to be; this is the row as it was. VOLATILE: whoever has waited for another sees what that one has left behind.
create function docket.job_before(a uuid, c uuid, j uuid) returns docket.job language plpgsql volatile security definer set search_path = docket, pg_temp as $$
declare was docket.job;
begin
  select * into was from docket.job o where o.agency_id = a and o.client_id = c and o.id = j;
  return was;
end $$;
comment on function docket.job_before(uuid, uuid, uuid) is 'A job as it was before the statement that asks: what policies compare a change with';
revoke execute on function docket.job_before(uuid, uuid, uuid) from public;
grant execute on function docket.job_before(uuid, uuid, uuid) to docket_app;
create policy begins_draft on docket.job as restrictive for insert to docket_app
  with check (state = 'draft' and stage = 'draft' and finance_number is null and submitted_at is null and delivered_at is null and closed_at is null and billed_at is null and paid_at is null and filed_at is null);
create policy never_taken_back on docket.job as restrictive for update to docket_app using (true) with check (
  (select (was.issued_at is null or (was.state, was.finance_number, was.issued_at, was.issued_by, was.issued_owner_id) is not distinct from (job.state, job.finance_number, job.issued_at, job.issued_by, job.issued_owner_id))
      and (was.delivered_at is null or (was.delivered_at, was.delivered_by) is not distinct from (job.delivered_at, job.delivered_by))
    from docket.job_before(job.agency_id, job.client_id, job.id) was));
comment on policy never_taken_back on docket.job is 'An order once issued stays issued under its number (C3), and the day of delivery stays (G8)';

create table docket.job_reference (
  agency_id uuid not null,
  client_id uuid not null,
  job_id uuid not null,
  file_id uuid not null,
  note text not null default '' check (length(note) <= 500),
  primary key (agency_id, client_id, job_id, file_id),
  foreign key (agency_id, client_id, job_id) references docket.job (agency_id, client_id, id),
  foreign key (agency_id, client_id, file_id) references docket.file (agency_id, client_id, id)
);
comment on table docket.job_reference is 'Reference files of an order';
call docket.wall('job_reference', 'note');
call docket.wall_delete('job_reference', 'client_id = any ((select docket.my_clients())::uuid[]) and exists (select 1 from docket.job j where j.agency_id = job_reference.agency_id and j.client_id = job_reference.client_id and j.id = job_reference.job_id and j.state = ''draft'')');

create function docket.job_takes_bookings(a uuid, c uuid, j uuid) returns boolean language sql stable security definer set search_path = docket, pg_temp as $$
  select exists (select 1 from docket.job where agency_id = a and client_id = c and id = j and issued_at is not null and closed_at is null and held_at is null and state = 'issued'
    and (delivered_at is null or reopened_reason <> ''))
$$;
comment on function docket.job_takes_bookings(uuid, uuid, uuid) is 'No order, no work (C2), nothing after the delivery unless finance re-opened the card (G8), or while finance holds the order (C4): policies of time, cost and deliverables ask it';
revoke execute on function docket.job_takes_bookings(uuid, uuid, uuid) from public;
grant execute on function docket.job_takes_bookings(uuid, uuid, uuid) to docket_app;
