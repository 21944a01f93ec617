-- Roles, sessions, passkeys, recovery codes, keys, tickets and rates of the staff (T1), and the doors: what sign-in may
-- ask before anybody is known. Secrets are here only as hashes, or sealed with the server key.

create table docket.person_role (
  agency_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('ae','director','lead','member','finance','traffic','admin')),
  primary key (agency_id, person_id, role),
  foreign key (agency_id, person_id) references docket.person (agency_id, id)
);
comment on table docket.person_role is 'What a person may do in the agency; one person may hold several';
create index person_role_by_role on docket.person_role (agency_id, role, person_id);
call docket.wall_agency('person_role');
call docket.wall_delete('person_role', 'agency_id = (select docket.my_agency())');

create table docket.session (
  agency_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  token_hash bytea not null check (length(token_hash) = 32),
  method text not null check (method in ('password','password+totp','passkey','switch')),
  proved_at timestamptz not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  ended_at timestamptz,
  address text not null default '' check (length(address) <= 100),
  agent text not null default '' check (length(agent) <= 500),
  primary key (agency_id, id),
  foreign key (agency_id, person_id) references docket.person (agency_id, id)
);
comment on table docket.session is 'A signed-in browser. The token is 256 random bits, kept as SHA-256; asked for on every request, so an ended session is dead in every process at once';
comment on column docket.session.proved_at is 'When the person last proved who they are: signing asks for no more than 15 minutes';
comment on column docket.session.seen_at is 'Last use, written at most every five minutes; idle for seven days is over';
create index session_by_token on docket.session (token_hash);
create index session_by_person on docket.session (agency_id, person_id) where ended_at is null;
call docket.wall_agency('session', 'method, proved_at, seen_at, ended_at, address, agent', 'ended_at is null');
comment on column docket.session.ended_at is 'Signed out, ended by the person from another one, or by an administrator';

create table docket.passkey (
  agency_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  credential_id text not null check (length(credential_id) between 1 and 1400),
  public_key bytea not null,
  counter bigint not null default 0 check (counter >= 0),
  transports text[] not null default '{}',
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (agency_id, id),
  unique (agency_id, credential_id),
  foreign key (agency_id, person_id) references docket.person (agency_id, id)
);
comment on table docket.passkey is 'WebAuthn credentials: public halves only';
comment on column docket.passkey.counter is 'Signature counter of the authenticator; one that goes back is refused';
create index passkey_by_credential on docket.passkey (credential_id);
create index passkey_by_person on docket.passkey (agency_id, person_id);
call docket.wall_agency('passkey', 'counter, used_at, name');
call docket.wall_delete('passkey', 'agency_id = (select docket.my_agency())');

create table docket.recovery_code (
  agency_id uuid not null,
  person_id uuid not null,
  batch_id uuid not null,
  hash bytea not null check (length(hash) = 32),
  used_at timestamptz,
  primary key (agency_id, person_id, hash),
  foreign key (agency_id, person_id) references docket.person (agency_id, id)
);
comment on table docket.recovery_code is 'Ten codes instead of the second factor, each once; a new batch replaces the old';
call docket.wall_agency('recovery_code', 'used_at', 'true');
call docket.wall_delete('recovery_code', 'agency_id = (select docket.my_agency())');

create table docket.api_key (
  agency_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  hash bytea not null check (length(hash) = 32),
  roles text[] not null check (roles <@ array['ae','director','lead','member','finance','traffic','admin']),
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  ended_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, person_id) references docket.person (agency_id, id)
);
comment on table docket.api_key is 'Keys for programs: never more than their person may do, and never for ever (T6)';
comment on column docket.api_key.roles is 'What the key asks for; what it gets is this and the person''s roles of the moment';
create index api_key_by_hash on docket.api_key (hash);
create index api_key_by_person on docket.api_key (agency_id, person_id);
call docket.wall_agency('api_key', 'ended_at');

create table docket.ticket (
  agency_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('invitation','reset')),
  token_hash bytea not null check (length(token_hash) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  used_at timestamptz,
  void_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, person_id) references docket.person (agency_id, id)
);
comment on table docket.ticket is 'Invitations and resets sent by mail: work once, until they expire, another of the same person is used, or an administrator sends a new one';
comment on column docket.ticket.token_hash is 'SHA-256 of the derived link token; the token itself is nowhere at rest';
create index ticket_by_token on docket.ticket (token_hash);
create index ticket_by_person on docket.ticket (agency_id, person_id) where used_at is null and void_at is null;
call docket.wall_agency('ticket', 'used_at, void_at');

create table docket.person_rate (
  agency_id uuid not null,
  person_id uuid not null,
  from_on date not null,
  currency text not null check (currency in ('TWD','CNY','HKD')),
  cost_minor bigint not null check (cost_minor between 0 and 10000000),
  charge_minor bigint not null check (charge_minor between 0 and 10000000),
  set_by uuid not null,
  set_at timestamptz not null,
  version int not null default 1,
  primary key (agency_id, person_id, from_on),
  foreign key (agency_id, person_id) references docket.person (agency_id, id)
);
comment on table docket.person_rate is 'What an hour of a person costs the agency and what it is charged at, in minor units of the agency''s currency, from a day on';
call docket.wall_agency('person_rate', 'cost_minor, charge_minor, set_by, set_at, version');

-- Doors -------------------------------------------------------------------------------------------------------------------
-- Before sign-in there is no agency to set. Each door answers one question for one secret or one address, no list.
-- Those asked on every request are plpgsql, whose plan is kept; SQL ones are planned at each call.

create function docket.door_session(h bytea, now_ timestamptz)
  returns table (agency_id uuid, session_id uuid, person_id uuid, name text, locale text, roles text[], method text, proved_at timestamptz, seen_at timestamptz, sample boolean)
  language plpgsql stable security definer set search_path = docket, pg_temp as $$
#variable_conflict use_column
begin return query
  select s.agency_id, s.id, p.id, p.name, p.locale,
    array(select r.role from docket.person_role r where r.agency_id = s.agency_id and r.person_id = s.person_id),
    s.method, s.proved_at, s.seen_at, a.sample
  from docket.session s
  join docket.person p on p.agency_id = s.agency_id and p.id = s.person_id and p.active
  join docket.agency a on a.agency_id = s.agency_id
  where s.token_hash = h and s.ended_at is null and s.expires_at > now_ and s.seen_at > now_ - interval '7 days';
end $$;
comment on function docket.door_session(bytea, timestamptz) is 'Whose session a token is, in one look: living, not idle, its person active';

create function docket.door_key(h bytea, now_ timestamptz)
  returns table (agency_id uuid, person_id uuid, name text, locale text, roles text[])
  language plpgsql stable security definer set search_path = docket, pg_temp as $$
#variable_conflict use_column
begin return query
  select k.agency_id, p.id, p.name, p.locale,
    array(select r.role from docket.person_role r where r.agency_id = k.agency_id and r.person_id = k.person_id and r.role = any (k.roles))
  from docket.api_key k
  join docket.person p on p.agency_id = k.agency_id and p.id = k.person_id and p.active
  where k.hash = h and k.ended_at is null and k.expires_at > now_;
end $$;
comment on function docket.door_key(bytea, timestamptz) is 'Whose key it is, with the roles that key and person share at this moment';

create function docket.door_persons(m text)
  returns table (agency_id uuid, agency_name text, person_id uuid, name text, locale text, password_hash text, totp_secret text, joined boolean)
  language sql stable security definer set search_path = docket, pg_temp as $$
  select p.agency_id, a.name, p.id, p.name, p.locale, p.password_hash, p.totp_secret, p.joined_at is not null
  from docket.person p join docket.agency a on a.agency_id = p.agency_id
  where p.mail = m and p.active order by p.created_at
$$;
comment on function docket.door_persons(text) is 'Active people behind one mail address: it may stand in several agencies';

create function docket.door_passkey(c text)
  returns table (agency_id uuid, id uuid, person_id uuid, name text, locale text, public_key bytea, counter bigint, transports text[])
  language sql stable security definer set search_path = docket, pg_temp as $$
  select k.agency_id, k.id, p.id, p.name, p.locale, k.public_key, k.counter, k.transports
  from docket.passkey k join docket.person p on p.agency_id = k.agency_id and p.id = k.person_id and p.active
  where k.credential_id = c
$$;
comment on function docket.door_passkey(text) is 'Whose passkey a credential is';

create function docket.door_ticket(h bytea, now_ timestamptz)
  returns table (agency_id uuid, agency_name text, id uuid, kind text, person_id uuid, name text, mail text, locale text)
  language sql stable security definer set search_path = docket, pg_temp as $$
  select t.agency_id, a.name, t.id, t.kind, p.id, p.name, p.mail, p.locale
  from docket.ticket t
  join docket.person p on p.agency_id = t.agency_id and p.id = t.person_id and p.active
  join docket.agency a on a.agency_id = t.agency_id
  where t.token_hash = h and t.used_at is null and t.void_at is null and t.expires_at > now_
$$;
comment on function docket.door_ticket(bytea, timestamptz) is 'What a link of an invitation or reset opens, while it is good';

create function docket.door_state() returns table (own boolean, sample_id uuid)
  language sql stable security definer set search_path = docket, pg_temp as $$
  select exists (select 1 from docket.agency a where not a.sample),
    (select a.agency_id from docket.agency a where a.sample
      and exists (select 1 from docket.record r where r.agency_id = a.agency_id and r.client_id = a.agency_id and r.what = 'people.sample_ready')
      order by a.created_at limit 1)
$$;
comment on function docket.door_state() is 'Whether somebody''s own agency stands, and the sample agency once it is built to the end';

revoke execute on function docket.door_session(bytea, timestamptz), docket.door_key(bytea, timestamptz), docket.door_persons(text), docket.door_passkey(text),
  docket.door_ticket(bytea, timestamptz), docket.door_state() from public;
grant execute on function docket.door_session(bytea, timestamptz), docket.door_key(bytea, timestamptz), docket.door_persons(text), docket.door_passkey(text),
  docket.door_ticket(bytea, timestamptz), docket.door_state() to docket_app;
