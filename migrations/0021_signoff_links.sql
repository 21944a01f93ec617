-- Links that can be made anew, letters of later turns, and the database's own word that an ended party stands still.

alter table docket.signature_party add column link_id uuid;
comment on column docket.signature_party.link_id is 'What the link''s token is derived from; a new one makes a new link and the old one opens nothing';
comment on column docket.signature_party.token_hash is 'SHA-256 of the link''s token. It stays when the request has ended: the link then opens a page that says what happened, and nothing else';
grant update (link_id) on docket.signature_party to docket_app;
alter policy only_while on docket.signature_party using (state in ('waiting','asked'));

alter table docket.signature_request add column letter jsonb not null default '{}';
alter table docket.signature_request add column link_days int not null default 14 check (link_days between 1 and 90);
comment on column docket.signature_request.letter is 'Message keys and values of the letter to contacts, for turns that come later and for reminders';
comment on column docket.signature_request.link_days is 'How long a link made for this request lives';

create function docket.door_uncertified(before timestamptz, most int) returns table (agency_id uuid, client_id uuid, id uuid)
language sql stable security definer set search_path = docket, pg_temp as $$
  select r.agency_id, r.client_id, r.id from docket.signature_request r
  where r.state = 'complete' and r.certificate_file_id is null and r.ended_at < before
  order by r.ended_at limit least(greatest(most, 0), 1000)
$$;
comment on function docket.door_uncertified(timestamptz, int) is 'Complete requests still without a certificate: the sweeper queues again those whose job was lost';
revoke execute on function docket.door_uncertified(timestamptz, int) from public;
grant execute on function docket.door_uncertified(timestamptz, int) to docket_app;
create index signature_request_uncertified on docket.signature_request (agency_id, client_id, ended_at) where state = 'complete' and certificate_file_id is null;
