-- Payment requests, invoices, credit notes, receipts (G9). Posted papers never change.

create table docket.payment_request (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  job_id uuid not null,
  number text not null,
  currency text not null check (currency in ('TWD','CNY','HKD')),
  net_minor bigint not null check (net_minor between 1 and 1000000000000),
  lines jsonb not null,
  note text not null default '' check (length(note) <= 2000),
  state text not null default 'open' check (state in ('open','invoiced','withdrawn')),
  made_by uuid not null,
  made_at timestamptz not null,
  version int not null default 1,
  primary key (agency_id, client_id, id),
  unique (agency_id, number),
  foreign key (agency_id, client_id, job_id) references docket.job (agency_id, client_id, id)
);
comment on table docket.payment_request is '請款單: asks the client and finance for payment of a closed job';
create index payment_request_by_job on docket.payment_request (agency_id, client_id, job_id);
call docket.wall('payment_request', 'state, version', 'state = ''open''');
create policy card_closed on docket.payment_request as restrictive for insert to docket_app with check (
  exists (select 1 from docket.job j where j.agency_id = payment_request.agency_id and j.client_id = payment_request.client_id and j.id = payment_request.job_id and j.closed_at is not null and j.filed_at is null));

create policy nothing_requested on docket.job as restrictive for update to docket_app using (true) with check (filed_at is null or not exists (
  select 1 from docket.payment_request r where r.agency_id = job.agency_id and r.client_id = job.client_id and r.job_id = job.id and r.state = 'open'));
comment on policy nothing_requested on docket.job is 'Nothing is put away while a request waits for its invoice (G10)';

create table docket.invoice (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('invoice','credit_note')),
  series text not null,
  number text not null,
  request_id uuid,
  credits_id uuid,
  job_id uuid not null,
  issued_on date not null,
  due_on date not null check (due_on >= issued_on),
  currency text not null check (currency in ('TWD','CNY','HKD')),
  tax_rate_bp int not null check (tax_rate_bp between 0 and 10000),
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  settled_minor bigint not null default 0,
  credited_minor bigint not null default 0,
  bill_to jsonb not null,
  reason text not null default '' check (length(reason) <= 2000),
  posted_by uuid not null,
  posted_at timestamptz not null,
  primary key (agency_id, client_id, id),
  unique (agency_id, series, number),
  foreign key (agency_id, client_id, request_id) references docket.payment_request (agency_id, client_id, id),
  foreign key (agency_id, client_id, credits_id) references docket.invoice (agency_id, client_id, id),
  foreign key (agency_id, client_id, job_id) references docket.job (agency_id, client_id, id),
  constraint invoice_sum check (total_minor = net_minor + tax_minor and net_minor > 0 and tax_minor >= 0 and total_minor <= 1000000000000),
  constraint invoice_not_oversettled check (settled_minor between 0 and total_minor),
  constraint invoice_not_overcredited check (credited_minor between 0 and net_minor),
  constraint invoice_credit check ((kind = 'credit_note') = (credits_id is not null) and (kind <> 'credit_note' or reason <> ''))
);
comment on table docket.invoice is 'A posted invoice or credit note. Only settled_minor and credited_minor move: what receipts and credit notes have taken off';
comment on column docket.invoice.settled_minor is 'Paid and credited so far; never above the total';
comment on column docket.invoice.credited_minor is 'Net sum that credit notes have taken off: the tax of the next one is reckoned on all of it';
create index invoice_by_time on docket.invoice (agency_id, client_id, issued_on desc, id desc);
create index invoice_newest on docket.invoice (agency_id, issued_on desc, id desc);
create index invoice_open on docket.invoice (agency_id, client_id, due_on) where settled_minor < total_minor and kind = 'invoice';
create index invoice_by_job on docket.invoice (agency_id, client_id, job_id);
call docket.wall('invoice', 'settled_minor, credited_minor');

create table docket.invoice_line (
  agency_id uuid not null,
  client_id uuid not null,
  invoice_id uuid not null,
  no int not null check (no > 0),
  what text not null check (length(what) between 1 and 500),
  source_kind text not null default '' check (source_kind in ('','fee','time','bought','job')),
  source_id uuid,
  source text not null default '' check (length(source) <= 500),
  quantity_thousandths bigint not null check (quantity_thousandths > 0),
  unit_minor bigint not null check (unit_minor between 0 and 1000000000000),
  net_minor bigint not null check (net_minor between 0 and 1000000000000),
  primary key (agency_id, client_id, invoice_id, no),
  foreign key (agency_id, client_id, invoice_id) references docket.invoice (agency_id, client_id, id)
);
comment on table docket.invoice_line is 'A line, and where its sum comes from; never changes';
comment on column docket.invoice_line.quantity_thousandths is 'Quantity in thousandths: 1.5 is 1500';
call docket.wall('invoice_line');
create policy source_of_the_job on docket.invoice_line as restrictive for insert to docket_app with check (
  source_kind <> 'bought' or exists (select 1 from docket.invoice i join docket.bought_cost b on b.agency_id = i.agency_id and b.client_id = i.client_id and b.job_id = i.job_id
    where i.agency_id = invoice_line.agency_id and i.client_id = invoice_line.client_id and i.id = invoice_line.invoice_id and b.id = invoice_line.source_id));

create table docket.receipt (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  number text not null,
  received_on date not null,
  currency text not null check (currency in ('TWD','CNY','HKD')),
  amount_minor bigint not null check (amount_minor between 1 and 1000000000000),
  credit_minor bigint not null default 0 check (credit_minor >= 0 and credit_minor <= amount_minor),
  method text not null default '' check (length(method) <= 100),
  reference text not null default '' check (length(reference) <= 200),
  posted_by uuid not null,
  posted_at timestamptz not null,
  reversed_at timestamptz,
  reversed_by uuid,
  reverse_reason text not null default '' check (length(reverse_reason) <= 2000),
  primary key (agency_id, client_id, id),
  unique (agency_id, number),
  constraint receipt_reversed_whole check ((reversed_at is null) = (reverse_reason = '') and (reversed_at is null) = (reversed_by is null) and (reversed_at is null or credit_minor = 0)),
  constraint receipt_day check (received_on between (posted_at at time zone 'UTC')::date - 367 and (posted_at at time zone 'UTC')::date + 1),
  foreign key (agency_id, client_id) references docket.client (agency_id, client_id)
);
comment on table docket.receipt is 'Money received; what is not allocated to an invoice is kept as the client''s credit. Never edited: a wrong one is reversed with a reason, once';
comment on column docket.receipt.credit_minor is 'Not yet allocated';
call docket.wall('receipt', 'credit_minor, reversed_at, reversed_by, reverse_reason', 'reversed_at is null');
create index receipt_by_time on docket.receipt (agency_id, client_id, received_on desc, id desc);
create index receipt_newest on docket.receipt (agency_id, received_on desc, id desc);

create table docket.allocation (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  receipt_id uuid,
  credit_note_id uuid,
  amount_minor bigint not null check (amount_minor > 0),
  at timestamptz not null,
  by_person uuid not null,
  primary key (agency_id, client_id, id),
  foreign key (agency_id, client_id, invoice_id) references docket.invoice (agency_id, client_id, id),
  foreign key (agency_id, client_id, receipt_id) references docket.receipt (agency_id, client_id, id),
  foreign key (agency_id, client_id, credit_note_id) references docket.invoice (agency_id, client_id, id),
  check ((receipt_id is null) <> (credit_note_id is null))
);
comment on table docket.allocation is 'What a receipt or credit note took off an invoice, back again when the receipt is reversed; the sums stand in invoice.settled_minor and receipt.credit_minor';
create index allocation_by_invoice on docket.allocation (agency_id, client_id, invoice_id);
create index allocation_by_day on docket.allocation (agency_id, client_id, at);
call docket.wall('allocation');
