-- Documents, versions, signatures: knows nothing of what is signed but {kind, id, version, sha256}.

create table docket.document (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  kind text not null,
  subject_id uuid not null,
  job_id uuid,
  number text not null default '',
  created_at timestamptz not null,
  primary key (agency_id, client_id, id),
  unique (agency_id, client_id, kind, subject_id),
  foreign key (agency_id, client_id) references docket.client (agency_id, client_id)
);
comment on table docket.document is 'A thing that is frozen and signed: minutes, a schedule, a deliverable''s version, an invoice';
comment on column docket.document.subject_id is 'Id of the thing in its own module';
call docket.wall('document', 'number, job_id');

create table docket.document_version (
  agency_id uuid not null,
  client_id uuid not null,
  document_id uuid not null,
  version int not null check (version > 0),
  title text not null,
  lang text not null check (lang in ('zh-Hant','zh-Hans','en')),
  data jsonb not null,
  data_sha256 text not null check (data_sha256 ~ '^[0-9a-f]{64}$'),
  template text not null,
  template_sha256 text not null,
  file_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  frozen_at timestamptz not null,
  frozen_by uuid,
  primary key (agency_id, client_id, document_id, version),
  foreign key (agency_id, client_id, document_id) references docket.document (agency_id, client_id, id),
  foreign key (agency_id, client_id, file_id) references docket.file (agency_id, client_id, id)
);
comment on table docket.document_version is 'A frozen version: canonical data, template and its version, the file (PDF/A or the work itself), both hashes. Never changes';
comment on column docket.document_version.sha256 is 'Of the file''s bytes: the hash a signer is shown';
call docket.wall('document_version');

create table docket.signature_request (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  version int not null,
  sha256 text not null,
  purpose text not null check (purpose in ('sign','confirm')),
  consent text not null,
  consent_version int not null,
  approver boolean not null default false,
  state text not null default 'open' check (state in ('open','complete','declined','withdrawn','void')),
  turn int not null default 1,
  certificate_file_id uuid,
  created_by uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (agency_id, client_id, id),
  foreign key (agency_id, client_id, document_id, version) references docket.document_version (agency_id, client_id, document_id, version)
);
comment on table docket.signature_request is 'Asks parties to sign or confirm one frozen version; void as soon as the document has a newer one';
comment on column docket.signature_request.turn is 'Parties of this turn may sign now, side by side; the next turn opens when all of this one have';
comment on column docket.signature_request.consent is 'Message key of the sentence that is agreed to; its text, language and version are stored with each signature';
comment on column docket.signature_request.approver is 'Only an authorised approver signs it for the client';
create unique index signature_request_open on docket.signature_request (agency_id, client_id, document_id) where state = 'open';
call docket.wall('signature_request', 'state, turn, certificate_file_id, ended_at', 'state = ''open'' or certificate_file_id is null');

create table docket.signature_party (
  agency_id uuid not null,
  client_id uuid not null,
  request_id uuid not null,
  id uuid not null,
  turn int not null check (turn > 0),
  side text not null check (side in ('agency','client')),
  person_id uuid,
  contact_id uuid,
  name text not null,
  role text not null default '',
  stage text not null default '',
  state text not null default 'waiting' check (state in ('waiting','asked','signed','declined')),
  token_hash bytea,
  expires_at timestamptz,
  asked_at timestamptz,
  reminded_at timestamptz,
  reminders int not null default 0,
  opened_at timestamptz,
  opened int not null default 0,
  reason text not null default '' check (length(reason) <= 5000),
  answer jsonb,
  ended_at timestamptz,
  primary key (agency_id, client_id, id),
  foreign key (agency_id, client_id, request_id) references docket.signature_request (agency_id, client_id, id),
  foreign key (agency_id, person_id) references docket.person (agency_id, id),
  foreign key (agency_id, client_id, contact_id) references docket.contact (agency_id, client_id, id),
  check ((person_id is null) <> (contact_id is null)),
  check ((side = 'agency') = (person_id is not null)),
  check (state <> 'declined' or reason <> '')
);
comment on table docket.signature_party is 'Who is asked, in which turn; a contact has a link whose hash only is kept';
comment on column docket.signature_party.token_hash is 'SHA-256 of the link''s token; null once the request has ended';
comment on column docket.signature_party.answer is 'What the document''s own module asked besides yes and no, e.g. objections by item';
create index signature_party_by_request on docket.signature_party (agency_id, client_id, request_id, turn);
create index signature_party_by_person on docket.signature_party (agency_id, client_id, person_id) where state = 'asked';
create unique index signature_party_token on docket.signature_party (agency_id, token_hash) where token_hash is not null;
create index signature_party_door on docket.signature_party using hash (token_hash) where token_hash is not null;
call docket.wall('signature_party', 'state, token_hash, expires_at, asked_at, reminded_at, reminders, opened_at, opened, reason, answer, ended_at', 'state in (''waiting'',''asked'') or token_hash is not null');

create table docket.signature (
  agency_id uuid not null,
  client_id uuid not null,
  party_id uuid not null,
  request_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null,
  consent_text text not null,
  consent_lang text not null,
  consent_version int not null,
  method text not null check (method in ('password','password+totp','passkey','link','switch')),
  proved_at timestamptz,
  address text not null default '',
  agent text not null default '',
  mark text not null default '' check (length(mark) <= 20000),
  at timestamptz not null,
  primary key (agency_id, client_id, party_id),
  foreign key (agency_id, client_id, party_id) references docket.signature_party (agency_id, client_id, id),
  foreign key (agency_id, client_id, request_id) references docket.signature_request (agency_id, client_id, id)
);
comment on table docket.signature is 'A signature: the hash that was shown, the sentence agreed to, how the signer was known, when and from where. One a party, never changed';
comment on column docket.signature.mark is 'Drawn mark as an SVG path, or empty: the name seal stands';
call docket.wall('signature');
create policy contact_stands on docket.signature as restrictive for insert to docket_app with check (exists (
  select 1 from docket.signature_party p
  join docket.signature_request r on r.agency_id = p.agency_id and r.client_id = p.client_id and r.id = p.request_id
  left join docket.contact k on k.agency_id = p.agency_id and k.client_id = p.client_id and k.id = p.contact_id
  where p.agency_id = signature.agency_id and p.client_id = signature.client_id and p.id = signature.party_id
    and (p.contact_id is null or (k.active and (not r.approver or k.approver_since is not null)))));
create policy as_named on docket.signature as restrictive for insert to docket_app with check (exists (
  select 1 from docket.signature_party p
  where p.agency_id = signature.agency_id and p.client_id = signature.client_id and p.id = signature.party_id and (p.contact_id is null or p.name = signature.name)));
comment on policy as_named on docket.signature is 'A contact signs under the name that the link was made for (F6)';
create policy as_asked on docket.signature as restrictive for insert to docket_app with check (exists (
  select 1 from docket.signature_party p
  join docket.signature_request r on r.agency_id = p.agency_id and r.client_id = p.client_id and r.id = p.request_id
  where p.agency_id = signature.agency_id and p.client_id = signature.client_id and p.id = signature.party_id and p.state in ('asked','signed')
    and r.id = signature.request_id and r.sha256 = signature.sha256 and r.state = 'open'));

-- What is signed is decided by signatures alone, for every module that asks for them (F6) -----------------------------
-- A policy sees a row as it is to be; the functions `…_before` answer what it was. They are VOLATILE, so that a statement which has
-- waited for another sees what that one has left behind.
create policy begins_open on docket.signature_request as restrictive for insert to docket_app with check (state = 'open' and exists (
  select 1 from docket.document_version v where v.agency_id = signature_request.agency_id and v.client_id = signature_request.client_id
    and v.document_id = signature_request.document_id and v.version = signature_request.version and v.sha256 = signature_request.sha256));
create policy while_open on docket.signature_party as restrictive for insert to docket_app with check (exists (
  select 1 from docket.signature_request r where r.agency_id = signature_party.agency_id and r.client_id = signature_party.client_id
    and r.id = signature_party.request_id and r.state = 'open'));
create function docket.request_before(a uuid, c uuid, r uuid) returns text language plpgsql volatile security definer set search_path = docket, pg_temp as $$
begin
  return (select q.state from docket.signature_request q where q.agency_id = a and q.client_id = c and q.id = r);
end $$;
comment on function docket.request_before(uuid, uuid, uuid) is 'The state of a request before the statement that asks';
create function docket.all_have_signed(a uuid, c uuid, r uuid) returns boolean language sql stable security definer set search_path = docket, pg_temp as $$
  select coalesce(bool_and(s.party_id is not null), false) from docket.signature_party p
  left join docket.signature s on s.agency_id = p.agency_id and s.client_id = p.client_id and s.party_id = p.id
  where p.agency_id = a and p.client_id = c and p.request_id = r
$$;
comment on function docket.all_have_signed(uuid, uuid, uuid) is 'Whether a request has parties, and each of them its signature: only then is it complete';
create policy by_signatures on docket.signature_request as restrictive for update to docket_app using (true) with check (
  docket.request_before(agency_id, client_id, id) in ('open', state) and (state <> 'complete' or docket.all_have_signed(agency_id, client_id, id)));
comment on policy by_signatures on docket.signature_request is 'A request ends once, and is complete by the signatures of all its parties alone';

create function docket.is_signed(a uuid, c uuid, k text, s uuid, v int, p text) returns boolean language sql stable security definer set search_path = docket, pg_temp as $$
  select exists (select 1 from docket.document d
    join docket.signature_request r on r.agency_id = d.agency_id and r.client_id = d.client_id and r.document_id = d.id
    where d.agency_id = a and d.client_id = c and d.kind = k and d.subject_id = s and r.version = v and r.state = 'complete'
      and r.purpose = case when p in ('inside','both') then 'sign' else 'confirm' end and (p not in ('both','approve') or r.approver)
      and (select array_agg(distinct q.side order by q.side) from docket.signature_party q
        join docket.signature g on g.agency_id = q.agency_id and g.client_id = q.client_id and g.party_id = q.id
        where q.agency_id = a and q.client_id = c and q.request_id = r.id) @> case p when 'inside' then array['agency'] when 'both' then array['agency','client'] else array['client'] end)
$$;
comment on function docket.is_signed(uuid, uuid, text, uuid, int, text) is 'Whether this version of a thing was signed inside the agency (inside), by both sides with an authorised approver (both), confirmed by the client (confirm) or approved by its authorised approver (approve)';

-- A reminder a day at the most: twenty hours after the last, or after the party was asked.
create function docket.party_before(a uuid, c uuid, p uuid) returns docket.signature_party language plpgsql volatile security definer set search_path = docket, pg_temp as $$
declare was docket.signature_party;
begin
  select * into was from docket.signature_party q where q.agency_id = a and q.client_id = c and q.id = p;
  return was;
end $$;
comment on function docket.party_before(uuid, uuid, uuid) is 'A party as it was before the statement that asks';
revoke execute on function docket.request_before(uuid, uuid, uuid), docket.party_before(uuid, uuid, uuid), docket.all_have_signed(uuid, uuid, uuid), docket.is_signed(uuid, uuid, text, uuid, int, text) from public;
grant execute on function docket.request_before(uuid, uuid, uuid), docket.party_before(uuid, uuid, uuid), docket.all_have_signed(uuid, uuid, uuid), docket.is_signed(uuid, uuid, text, uuid, int, text) to docket_app;
create policy reminded_once_a_day on docket.signature_party as restrictive for update to docket_app using (true) with check (
  (select (was.asked_at is null or signature_party.asked_at = was.asked_at) and (signature_party.reminded_at is not distinct from was.reminded_at
      or signature_party.reminded_at >= coalesce(was.reminded_at, was.asked_at) + interval '20 hours')
    from docket.party_before(signature_party.agency_id, signature_party.client_id, signature_party.id) was));

create function docket.door_party(hash bytea) returns table (agency_id uuid, client_id uuid, request_id uuid, party_id uuid, contact_id uuid, name text, expires_at timestamptz)
language sql stable security definer set search_path = docket, pg_temp as $$
  select p.agency_id, p.client_id, p.request_id, p.id, p.contact_id, p.name, p.expires_at
  from docket.signature_party p where p.token_hash = hash and p.contact_id is not null
$$;
comment on function docket.door_party(bytea) is 'From a link''s token hash to the one party it was made for; the only way in for contacts';
revoke execute on function docket.door_party(bytea) from public;
grant execute on function docket.door_party(bytea) to docket_app;
