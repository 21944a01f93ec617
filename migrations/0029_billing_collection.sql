-- Collection (G9): what was asked for and when, and what the client promised. Neither is ever changed or taken out.
create table docket.reminder (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  stage text not null check (stage in ('courtesy','first','second','final')),
  after_stage text,
  contact_id uuid not null,
  mail_id uuid not null,
  sent_on date not null,
  sent_by uuid not null,
  sent_at timestamptz not null,
  primary key (agency_id, client_id, id),
  constraint reminder_follows check (after_stage is not distinct from case stage when 'second' then 'first' when 'final' then 'second' end),
  constraint reminder_once unique (agency_id, client_id, invoice_id, stage),
  constraint reminder_in_order foreign key (agency_id, client_id, invoice_id, after_stage) references docket.reminder (agency_id, client_id, invoice_id, stage),
  foreign key (agency_id, client_id, invoice_id) references docket.invoice (agency_id, client_id, id),
  foreign key (agency_id, client_id, contact_id) references docket.contact (agency_id, client_id, id),
  foreign key (agency_id, client_id, mail_id) references docket.mail (agency_id, client_id, id)
);
comment on table docket.reminder is 'A letter that asks for an invoice to be paid: one of each stage, in their order, sent by a person';
comment on column docket.reminder.sent_on is 'The day of the agency';
comment on column docket.reminder.after_stage is 'The stage that must have gone out before this one';
call docket.wall('reminder');
create policy reminder_of_what_is_open on docket.reminder as restrictive for insert to docket_app with check (
  exists (select 1 from docket.invoice i where i.agency_id = reminder.agency_id and i.client_id = reminder.client_id and i.id = reminder.invoice_id
    and i.kind = 'invoice' and i.settled_minor < i.total_minor and (reminder.stage = 'courtesy') = (reminder.sent_on <= i.due_on)));

create table docket.promise (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  promised_on date not null,
  amount_minor bigint not null check (amount_minor between 1 and 1000000000000),
  currency text not null check (currency in ('TWD','CNY','HKD')),
  contact_id uuid not null,
  note text not null default '' check (length(note) <= 500),
  noted_on date not null,
  noted_by uuid not null,
  noted_at timestamptz not null,
  primary key (agency_id, client_id, id),
  constraint promise_day check (promised_on between noted_on and noted_on + 180),
  foreign key (agency_id, client_id, invoice_id) references docket.invoice (agency_id, client_id, id),
  foreign key (agency_id, client_id, contact_id) references docket.contact (agency_id, client_id, id)
);
comment on table docket.promise is 'What a contact of the client promised to pay of an invoice, and by when; the last one counts. Whether it was kept is reckoned from the receipts';
comment on column docket.promise.promised_on is 'The last day on which the money is in time';
comment on column docket.promise.noted_on is 'The day of the agency on which it was noted';
create index promise_by_invoice on docket.promise (agency_id, client_id, invoice_id, noted_at);
call docket.wall('promise');
create policy promise_of_what_is_open on docket.promise as restrictive for insert to docket_app with check (
  exists (select 1 from docket.invoice i where i.agency_id = promise.agency_id and i.client_id = promise.client_id and i.id = promise.invoice_id
    and i.kind = 'invoice' and i.currency = promise.currency and promise.amount_minor <= i.total_minor - i.settled_minor));
