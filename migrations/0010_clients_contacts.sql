-- Clients' people and calendars. The client itself and its team stand in 0001, since the wall is made of them.

create table docket.contact (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  title text not null default '' check (length(title) <= 200),
  seniority text not null check (seniority in ('board','head','manager','staff')),
  mail text not null default '' check (mail = lower(mail) and length(mail) <= 254),
  phone text not null default '' check (length(phone) <= 50),
  locale text not null check (locale in ('zh-Hant','zh-Hans','en')),
  approver_since date,
  active boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (agency_id, client_id, id),
  foreign key (agency_id, client_id) references docket.client (agency_id, client_id),
  check (approver_since is null or mail <> '')
);
comment on table docket.contact is 'A person of the client: outside, sees only what a link shows';
comment on column docket.contact.client_id is 'Whose person it is: the wall';
comment on column docket.contact.approver_since is 'Authorised approver (授權簽核人) since this day; null = may not approve for the client';
call docket.wall('contact', 'name, title, seniority, mail, phone, locale, approver_since, active, version');

create table docket.calendar_day (
  agency_id uuid not null,
  client_id uuid not null,
  day date not null,
  kind text not null check (kind in ('closed','open')),
  name text not null default '' check (length(name) <= 100),
  primary key (agency_id, client_id, day),
  foreign key (agency_id, client_id) references docket.client (agency_id, client_id)
);
comment on table docket.calendar_day is 'Days that differ from the region''s calendar: the house''s own (client_id = agency_id) or a client''s';
call docket.wall('calendar_day', 'kind, name');
call docket.wall_delete('calendar_day', 'client_id = any ((select docket.my_clients())::uuid[])');
