-- Minutes of client meetings (B1).

create table docket.meeting (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  number text not null default '',
  title text not null default '' check (length(title) <= 300),
  held_on date not null,
  place text not null default '' check (length(place) <= 300),
  state text not null default 'draft' check (state in ('draft','sent','confirmed','objected')),
  revision int not null default 1 check (revision > 0),
  confirmed_revision int,
  owner_id uuid not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  ended_at timestamptz,
  version int not null default 1,
  primary key (agency_id, client_id, id),
  foreign key (agency_id, client_id) references docket.client (agency_id, client_id),
  foreign key (agency_id, owner_id) references docket.person (agency_id, id),
  check (state = 'draft' or number <> ''),
  check (state <> 'confirmed' or confirmed_revision = revision)
);
comment on table docket.meeting is 'A meeting with the client and its minutes; revision counts the versions sent, an objection opens the next';
comment on column docket.meeting.confirmed_revision is 'The last revision that the client confirmed; it stays when a later one is drafted';
create index meeting_by_day on docket.meeting (agency_id, client_id, held_on desc, id desc);
create index meeting_newest on docket.meeting (agency_id, held_on desc, id desc);
call docket.wall('meeting', 'number, title, held_on, place, state, revision, confirmed_revision, owner_id, sent_at, ended_at, version');
create policy begins_unconfirmed on docket.meeting as restrictive for insert to docket_app with check (state = 'draft' and confirmed_revision is null);
create policy by_signatures on docket.meeting as restrictive for update to docket_app using (true)
  with check (confirmed_revision is null or docket.is_signed(agency_id, client_id, 'minutes', id, confirmed_revision, 'confirm'));

create table docket.meeting_attendee (
  agency_id uuid not null,
  client_id uuid not null,
  meeting_id uuid not null,
  id uuid not null,
  person_id uuid,
  contact_id uuid,
  primary key (agency_id, client_id, id),
  foreign key (agency_id, client_id, meeting_id) references docket.meeting (agency_id, client_id, id),
  foreign key (agency_id, person_id) references docket.person (agency_id, id),
  foreign key (agency_id, client_id, contact_id) references docket.contact (agency_id, client_id, id),
  check ((person_id is null) <> (contact_id is null))
);
comment on table docket.meeting_attendee is 'Who was present, on both sides';
create index meeting_attendee_by_meeting on docket.meeting_attendee (agency_id, client_id, meeting_id);
call docket.wall('meeting_attendee');

create table docket.meeting_item (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  no int not null check (no > 0),
  kind text not null check (kind in ('decision','request','information')),
  text text not null check (length(text) between 1 and 5000),
  quote text not null default '' check (length(quote) <= 2000),
  quoted_contact_id uuid,
  step text not null default '' check (length(step) <= 500),
  due_on date,
  our_owner_id uuid,
  their_owner_id uuid,
  objection text not null default '' check (length(objection) <= 5000),
  outcome text not null default '' check (outcome in ('','order','declined')),
  outcome_reason text not null default '' check (length(outcome_reason) <= 2000),
  removed_at timestamptz,
  primary key (agency_id, client_id, id),
  foreign key (agency_id, client_id, meeting_id) references docket.meeting (agency_id, client_id, id),
  foreign key (agency_id, client_id, quoted_contact_id) references docket.contact (agency_id, client_id, id),
  foreign key (agency_id, our_owner_id) references docket.person (agency_id, id),
  foreign key (agency_id, client_id, their_owner_id) references docket.contact (agency_id, client_id, id)
);
comment on table docket.meeting_item is 'An item of the minutes; keeps its id through the revisions, so that an order can point to the client''s words';
comment on column docket.meeting_item.quote is 'The client''s own words';
comment on column docket.meeting_item.objection is 'The client''s reason against this item in the revision last objected to';
comment on column docket.meeting_item.removed_at is 'Taken out of a later revision; earlier frozen ones still hold it';
create index meeting_item_by_meeting on docket.meeting_item (agency_id, client_id, meeting_id, no);
call docket.wall('meeting_item', 'no, kind, text, quote, quoted_contact_id, step, due_on, our_owner_id, their_owner_id, objection, outcome, outcome_reason, removed_at');
create policy take_attendee on docket.meeting_attendee for delete to docket_app using (client_id = any ((select docket.my_clients())::uuid[])
  and exists (select 1 from docket.meeting m where m.agency_id = meeting_attendee.agency_id and m.client_id = meeting_attendee.client_id and m.id = meeting_attendee.meeting_id and m.state in ('draft','objected')));
grant delete on docket.meeting_attendee to docket_app;
