-- The ground every module stands on: who is asking (context), the wall, the record, numbers, files, mail, idempotency.
-- Run as docket_owner. The server logs in as docket_app, which owns nothing (design section 4, law 3).

comment on schema docket is 'Docket: every table has agency_id first in its keys; walled tables carry client_id';
grant usage on schema docket to docket_app;

-- Context -------------------------------------------------------------------------------------------------------
-- Two settings, each for one transaction only: docket.agency = uuid; docket.scope = 'person:<uuid>' (a member of staff:
-- the clients whose team they are on, and the house), 'client:<uuid>' (a contact's link or a job of the worker: that
-- client and no other) or 'agency' (set-up and sign-in: the house only).

create function docket.my_agency() returns uuid language plpgsql stable security definer set search_path = docket, pg_temp as $$
declare v text := current_setting('docket.agency', true);
begin
  if v is null or v = '' then raise exception 'no agency context' using errcode = 'DK001'; end if;
  return v::uuid;
end $$;
comment on function docket.my_agency() is 'The agency of this transaction; raises DK001 without context, so that a forgotten context is an error and never an empty list';

create table docket.agency (
  agency_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  legal_name text not null default '' check (length(legal_name) <= 300),
  region text not null check (region in ('TW','PRC','HK')),
  locale text not null check (locale in ('zh-Hant','zh-Hans','en')),
  zone text not null,
  currency text not null check (currency in ('TWD','CNY','HKD')),
  tax_number text not null default '' check (length(tax_number) <= 30),
  address text not null default '' check (length(address) <= 500),
  phone text not null default '' check (length(phone) <= 50),
  bank text not null default '' check (length(bank) <= 500),
  logo_file_id uuid,
  invoice_series text not null default 'INV' check (invoice_series ~ '^[A-Z0-9]{1,8}$'),
  terms_days int not null default 45 check (terms_days between 0 and 365),
  sample boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (agency_id)
);
comment on table docket.agency is 'An advertising agency: the outermost wall. Reference table inside its agency';
comment on column docket.agency.bank is 'What the payer needs, as it stands on papers, several lines';
comment on column docket.agency.sample is 'The fictional sample agency: sign-in-as exists only here';
comment on column docket.agency.terms_days is 'Days to pay (requirement G9: 45)';

create table docket.client (
  agency_id uuid not null references docket.agency (agency_id),
  client_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  legal_name text not null default '' check (length(legal_name) <= 300),
  trade text not null default '' check (length(trade) <= 100),
  tax_number text not null default '' check (length(tax_number) <= 30),
  address text not null default '' check (length(address) <= 500),
  locale text not null check (locale in ('zh-Hant','zh-Hans','en')),
  zone text not null,
  region text not null check (region in ('TW','PRC','HK')),
  currency text not null check (currency in ('TWD','CNY','HKD')),
  terms_days int not null default 45 check (terms_days between 0 and 365),
  house boolean not null default false check (house = (client_id = agency_id)),
  active boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (agency_id, client_id)
);
comment on table docket.client is 'A client. The row whose client_id equals agency_id is the house account: the agency''s own affairs';
comment on column docket.client.house is 'The house account: visible to all staff, holds the agency''s own record and files';

create table docket.person (
  agency_id uuid not null references docket.agency (agency_id),
  id uuid not null,
  mail text not null check (mail = lower(mail) and length(mail) between 3 and 254),
  name text not null check (length(name) between 1 and 200),
  title text not null default '' check (length(title) <= 200),
  locale text not null check (locale in ('zh-Hant','zh-Hans','en')),
  seal text not null default '' check (length(seal) <= 8),
  password_hash text,
  totp_secret text,
  totp_step bigint not null default 0,
  active boolean not null default true,
  joined_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, mail)
);
comment on table docket.person is 'A member of staff';
comment on column docket.person.seal is 'The two characters on the person''s name seal; empty = derived from the name';
comment on column docket.person.password_hash is 'Argon2id, encoded; null until the invitation is taken up, or with passkeys only';
comment on column docket.person.totp_secret is 'TOTP secret sealed with the server key; null = no second factor';
comment on column docket.person.totp_step is 'Last accepted TOTP time step, so that a code works once';
comment on column docket.person.joined_at is 'When the invitation was taken up';

create table docket.client_team (
  agency_id uuid not null,
  client_id uuid not null,
  person_id uuid not null,
  since timestamptz not null,
  primary key (agency_id, client_id, person_id),
  foreign key (agency_id, client_id) references docket.client (agency_id, client_id),
  foreign key (agency_id, person_id) references docket.person (agency_id, id)
);
comment on table docket.client_team is 'The wall itself (requirement F4): who is on a client''s team sees it; for everybody else it does not exist';
create index client_team_by_person on docket.client_team (agency_id, person_id, client_id);

create function docket.my_clients() returns uuid[] language plpgsql stable security definer set search_path = docket, pg_temp as $$
declare
  a uuid := docket.my_agency();
  s text := current_setting('docket.scope', true);
  p uuid;
begin
  if s is null or s = '' then raise exception 'no scope context' using errcode = 'DK001'; end if;
  if s = 'agency' then return array[a]; end if;
  if left(s, 7) = 'client:' then return array[substr(s, 8)::uuid]; end if;
  if left(s, 7) = 'person:' then
    -- A fifth of the time that array(select …) with a join takes; of nothing the sum is null, and null || a is {a}.
    p := substr(s, 8)::uuid;
    return (select array_agg(t.client_id) from docket.client_team t where t.agency_id = a and t.person_id = p
      and exists (select from docket.person x where x.agency_id = a and x.id = p and x.active)) || a;
  end if;
  raise exception 'bad scope context' using errcode = 'DK001';
end $$;
comment on function docket.my_clients() is 'The clients this transaction may see, as one array: evaluated once per statement by the policies (walls.md)';
revoke execute on function docket.my_agency(), docket.my_clients() from public;
grant execute on function docket.my_agency(), docket.my_clients() to docket_app;

-- The one definition of the wall ----------------------------------------------------------------------------------
-- wall('job', 'state, version', 'state = ''draft''') : rows of other clients do not exist; only the named columns may
-- change, and only while the condition holds; nothing is deleted unless wall_delete says so. The condition is a policy of its
-- own, so that `see` and `change` are the same words: PostgreSQL asks the same words once.
create procedure docket.wall(t text, updates text default '', while_ text default 'true') language plpgsql as $$
begin
  execute format('alter table docket.%I enable row level security', t);
  execute format('alter table docket.%I force row level security', t);
  execute format('create policy pin on docket.%I as restrictive to docket_app using (agency_id = (select docket.my_agency())) with check (agency_id = (select docket.my_agency()))', t);
  execute format('create policy see on docket.%I for select to docket_app using (client_id = any ((select docket.my_clients())::uuid[]))', t);
  execute format('create policy add on docket.%I for insert to docket_app with check (client_id = any ((select docket.my_clients())::uuid[]))', t);
  execute format('create policy own on docket.%I to docket_owner using (true) with check (true)', t);
  execute format('grant select, insert on docket.%I to docket_app', t);
  if updates <> '' then
    execute format('create policy change on docket.%I for update to docket_app using (client_id = any ((select docket.my_clients())::uuid[])) with check (client_id = any ((select docket.my_clients())::uuid[]))', t);
    if while_ <> 'true' then
      execute format('create policy only_while on docket.%I as restrictive for update to docket_app using (%s) with check (true)', t, while_);
    end if;
    execute format('grant update (%s) on docket.%I to docket_app', updates, t);
  end if;
end $$;

-- The same for what belongs to the agency and to no client.
create procedure docket.wall_agency(t text, updates text default '', while_ text default 'true') language plpgsql as $$
begin
  execute format('alter table docket.%I enable row level security', t);
  execute format('alter table docket.%I force row level security', t);
  execute format('create policy see on docket.%I for select to docket_app using (agency_id = (select docket.my_agency()))', t);
  execute format('create policy add on docket.%I for insert to docket_app with check (agency_id = (select docket.my_agency()))', t);
  execute format('create policy own on docket.%I to docket_owner using (true) with check (true)', t);
  execute format('grant select, insert on docket.%I to docket_app', t);
  if updates <> '' then
    execute format('create policy change on docket.%I for update to docket_app using (agency_id = (select docket.my_agency())) with check (agency_id = (select docket.my_agency()))', t);
    if while_ <> 'true' then
      execute format('create policy only_while on docket.%I as restrictive for update to docket_app using (%s) with check (true)', t, while_);
    end if;
    execute format('grant update (%s) on docket.%I to docket_app', updates, t);
  end if;
end $$;

-- Rows of a draft may be taken out again; the condition names the draft.
create procedure docket.wall_delete(t text, while_ text) language plpgsql as $$
begin
  execute format('create policy take on docket.%I for delete to docket_app using (%s)', t, while_);
  execute format('grant delete on docket.%I to docket_app', t);
end $$;

call docket.wall_agency('agency', 'name, legal_name, locale, zone, tax_number, address, phone, bank, logo_file_id, invoice_series, terms_days, version');
call docket.wall('client', 'name, legal_name, trade, tax_number, address, locale, zone, region, currency, terms_days, active, version');
call docket.wall_agency('person', 'mail, name, title, locale, seal, password_hash, totp_secret, totp_step, active, joined_at, version');
call docket.wall('client_team');
call docket.wall_delete('client_team', 'client_id = any ((select docket.my_clients())::uuid[])');

-- A client is made by somebody who is not on its team yet, since nobody is: the row is let in, and seen once the
-- team row of the same transaction stands.
drop policy add on docket.client;
create policy add on docket.client for insert to docket_app with check (agency_id = (select docket.my_agency()));
create function docket.client_is_new(a uuid, c uuid) returns boolean language sql stable security definer set search_path = docket, pg_temp as $$
  select not exists (select 1 from docket.client_team t where t.agency_id = a and t.client_id = c)
$$;
comment on function docket.client_is_new(uuid, uuid) is 'True while a client has no team: only then may somebody who is not on it put people on';
revoke execute on function docket.client_is_new(uuid, uuid) from public;
grant execute on function docket.client_is_new(uuid, uuid) to docket_app;
create policy found on docket.client_team for insert to docket_app with check (docket.client_is_new(agency_id, client_id));

-- The record --------------------------------------------------------------------------------------------------------
create table docket.record (
  agency_id uuid not null,
  client_id uuid not null,
  seq bigint not null check (seq > 0),
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('person','contact','system')),
  actor_id uuid,
  actor_name text not null,
  what text not null,
  subject_kind text not null,
  subject_id uuid not null,
  job_id uuid,
  data jsonb,
  salt bytea,
  digest bytea not null check (length(digest) = 32),
  prev bytea not null check (length(prev) = 32),
  hash bytea not null check (length(hash) = 32),
  primary key (agency_id, client_id, seq),
  foreign key (agency_id, client_id) references docket.client (agency_id, client_id)
);
comment on table docket.record is 'Who did what, per client, hash-chained in the transaction of the deed (design section 5). Append only; data and salt may be erased, the chain still verifies';
comment on column docket.record.digest is 'SHA-256 of salt and canonical data: stays when the payload is erased';
comment on column docket.record.hash is 'SHA-256 of prev, digest, actor, what, subject, seq and at';
create index record_by_subject on docket.record (agency_id, client_id, subject_id, seq);
create index record_by_time on docket.record (agency_id, client_id, at, seq);
create index record_by_job on docket.record (agency_id, client_id, job_id, seq) where job_id is not null;
call docket.wall('record', 'data, salt');
create policy only_erased on docket.record as restrictive for update to docket_app using (true) with check (data is null and salt is null);

create table docket.record_head (
  agency_id uuid not null,
  client_id uuid not null,
  seq bigint not null,
  hash bytea not null,
  primary key (agency_id, client_id),
  foreign key (agency_id, client_id) references docket.client (agency_id, client_id)
);
comment on table docket.record_head is 'Last link of each client''s chain; its row lock orders the writers';
call docket.wall('record_head', 'seq, hash');

create table docket.signing_key (
  agency_id uuid not null references docket.agency (agency_id),
  id uuid not null,
  public_key text not null,
  sealed_private text not null,
  created_at timestamptz not null,
  primary key (agency_id, id)
);
comment on table docket.signing_key is 'Ed25519 keys that sign checkpoints; the private half is sealed with the server key';
call docket.wall_agency('signing_key');

create table docket.checkpoint (
  agency_id uuid not null,
  client_id uuid not null,
  seq bigint not null,
  hash bytea not null,
  at timestamptz not null,
  key_id uuid not null,
  signature bytea not null,
  primary key (agency_id, client_id, seq),
  foreign key (agency_id, client_id, seq) references docket.record (agency_id, client_id, seq),
  foreign key (agency_id, key_id) references docket.signing_key (agency_id, id)
);
comment on table docket.checkpoint is 'A signed link of a chain: what a client may hold as witness';
call docket.wall('checkpoint');

-- Numbers -------------------------------------------------------------------------------------------------------------
create table docket.counter (
  agency_id uuid not null references docket.agency (agency_id),
  series text not null,
  period text not null,
  last int not null check (last > 0),
  primary key (agency_id, series, period)
);
comment on table docket.counter is 'Legal numbers: the row is taken in the posting transaction, so that they are unique and gapless (C3, G9)';
call docket.wall_agency('counter', 'last');

-- Idempotency -----------------------------------------------------------------------------------------------------------
create table docket.idempotency (
  agency_id uuid not null references docket.agency (agency_id),
  actor text not null,
  key text not null check (length(key) between 8 and 128),
  digest bytea not null,
  response jsonb not null,
  at timestamptz not null,
  primary key (agency_id, actor, key)
);
comment on table docket.idempotency is 'Answers already given, by the key the caller chose; written in the transaction of the deed';
call docket.wall_agency('idempotency');
create policy mine on docket.idempotency as restrictive to docket_app using (actor = current_setting('docket.scope')) with check (actor = current_setting('docket.scope'));
call docket.wall_delete('idempotency', 'agency_id = (select docket.my_agency())');

-- Files --------------------------------------------------------------------------------------------------------------------
create table docket.file (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null check (length(name) between 1 and 255),
  type text not null,
  size bigint not null check (size > 0),
  width int,
  height int,
  pages int,
  thumb_sha256 text,
  made_by uuid,
  at timestamptz not null,
  primary key (agency_id, client_id, id),
  foreign key (agency_id, client_id) references docket.client (agency_id, client_id)
);
comment on table docket.file is 'A stored file: the bytes lie under agency and checksum, the name is here only';
comment on column docket.file.type is 'Media type found in the content, never what the sender claimed';
comment on column docket.file.thumb_sha256 is 'WebP picture of the image or of the first PDF page';
call docket.wall('file', 'thumb_sha256, width, height, pages');

-- Mail (outbox) -----------------------------------------------------------------------------------------------------------
create table docket.mail (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  to_name text not null,
  to_mail text not null,
  subject text not null,
  body text not null,
  link_kind text check (link_kind in ('party','ticket')),
  link_id uuid,
  file_ids uuid[] not null default '{}',
  message_id text not null,
  about_kind text not null default '',
  about_id uuid,
  state text not null default 'waiting' check (state in ('waiting','sent','dead','withdrawn')),
  attempts int not null default 0,
  error text not null default '',
  created_by uuid,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (agency_id, client_id, id),
  foreign key (agency_id, client_id) references docket.client (agency_id, client_id)
);
comment on table docket.mail is 'The outbox: written in the transaction of the deed, sent by the worker, marked after sending; a repeat carries the same Message-ID';
comment on column docket.mail.body is 'Plain text; {{link}} stands for the secret link, which is made again at sending and is nowhere at rest';
comment on column docket.mail.state is 'waiting, sent, dead (all tries used: it stands on somebody''s Desk), withdrawn (what it asked for is void)';
create index mail_waiting on docket.mail (agency_id, client_id, created_at) where state in ('waiting','dead');
call docket.wall('mail', 'state, attempts, error, sent_at');

-- Throttling --------------------------------------------------------------------------------------------------------------
create table docket.throttle (
  key text not null,
  points int not null,
  expire bigint,
  primary key (key)
);
comment on table docket.throttle is 'Reference table outside every agency: counts of tries by hashed address and mail, kept before anybody is known';
grant select, insert, update, delete on docket.throttle to docket_app;
