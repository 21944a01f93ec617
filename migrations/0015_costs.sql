-- Time and bought costs (C2, C3, T4 first cut).

create table docket.time_entry (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  job_id uuid not null,
  person_id uuid not null,
  on_day date not null,
  minutes int not null check (minutes between 1 and 1440),
  note text not null default '' check (length(note) <= 1000),
  currency text not null check (currency in ('TWD','CNY','HKD')),
  rate_minor bigint not null check (rate_minor between 0 and 10000000),
  cost_minor bigint not null check (cost_minor >= 0),
  voided_at timestamptz,
  voided_by uuid,
  entered_at timestamptz not null,
  version int not null default 1,
  primary key (agency_id, client_id, id),
  foreign key (agency_id, client_id, job_id) references docket.job (agency_id, client_id, id),
  foreign key (agency_id, person_id) references docket.person (agency_id, id)
);
comment on table docket.time_entry is 'Minutes on a job; the rate is copied at entry, a later rate changes nothing here';
create index time_entry_by_job on docket.time_entry (agency_id, client_id, job_id) where voided_at is null;
create index time_entry_by_person on docket.time_entry (agency_id, client_id, person_id, on_day) where voided_at is null;
call docket.wall('time_entry', 'minutes, note, rate_minor, cost_minor, voided_at, voided_by, version', 'docket.job_takes_bookings(agency_id, client_id, job_id)');
create policy no_order_no_work on docket.time_entry as restrictive for insert to docket_app with check (docket.job_takes_bookings(agency_id, client_id, job_id));

create function docket.order_issued_by(a uuid, c uuid, j uuid, d date) returns boolean language sql stable security definer set search_path = docket, pg_temp as $$
  select exists (select 1 from docket.job o join docket.agency g on g.agency_id = o.agency_id where o.agency_id = a and o.client_id = c and o.id = j and (o.issued_at at time zone g.zone)::date <= d)
$$;
comment on function docket.order_issued_by(uuid, uuid, uuid, date) is 'Whether an order was issued by the end of a day of the agency: nothing is booked on a day before (C2)';
revoke execute on function docket.order_issued_by(uuid, uuid, uuid, date) from public;
grant execute on function docket.order_issued_by(uuid, uuid, uuid, date) to docket_app;
create policy not_before_order on docket.time_entry as restrictive for insert to docket_app with check (docket.order_issued_by(agency_id, client_id, job_id, on_day));

create table docket.bought_cost (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  job_id uuid not null,
  vendor text not null check (length(vendor) between 1 and 200),
  what text not null check (length(what) between 1 and 500),
  paper_number text not null default '' check (length(paper_number) <= 100),
  on_day date not null,
  currency text not null check (currency in ('TWD','CNY','HKD')),
  net_minor bigint not null check (net_minor > 0 and net_minor <= 1000000000000),
  paper_file_id uuid not null,
  entered_by uuid not null,
  entered_at timestamptz not null,
  voided_at timestamptz,
  voided_by uuid,
  void_reason text not null default '' check (length(void_reason) <= 1000),
  version int not null default 1,
  primary key (agency_id, client_id, id),
  foreign key (agency_id, client_id, job_id) references docket.job (agency_id, client_id, id),
  foreign key (agency_id, client_id, paper_file_id) references docket.file (agency_id, client_id, id),
  check ((voided_at is null) = (void_reason = ''))
);
comment on table docket.bought_cost is 'A cost bought for a job, with the vendor''s paper; corrected by voiding with a reason';
create index bought_cost_by_job on docket.bought_cost (agency_id, client_id, job_id) where voided_at is null;
call docket.wall('bought_cost', 'voided_at, voided_by, void_reason, version', 'voided_at is null and docket.job_takes_bookings(agency_id, client_id, job_id)');
create policy no_order_no_work on docket.bought_cost as restrictive for insert to docket_app with check (docket.job_takes_bookings(agency_id, client_id, job_id));
create policy not_before_order on docket.bought_cost as restrictive for insert to docket_app with check (docket.order_issued_by(agency_id, client_id, job_id, on_day));
