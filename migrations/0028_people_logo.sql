-- The logo that stands on papers is named by its own bytes, so that whoever prints for one client alone, and sees none of
-- the house's files, can still print it; and a paper frozen with it shows the same one for ever.
alter table docket.agency add logo text not null default '' check (logo ~ '^([0-9a-f]{64}\.(png|jpg|webp|svg))?$');
comment on column docket.agency.logo is 'SHA-256 of the logo''s bytes and their kind, as papers name it; empty: the name stands there';
update docket.agency a set logo = f.sha256 || case f.type when 'image/png' then '.png' when 'image/jpeg' then '.jpg' else '.webp' end
  from docket.file f where f.agency_id = a.agency_id and f.client_id = a.agency_id and f.id = a.logo_file_id and f.type in ('image/png', 'image/jpeg', 'image/webp');
update docket.agency set logo_file_id = null where logo = '';
alter table docket.agency add constraint agency_logo_whole check ((logo = '') = (logo_file_id is null));
alter table docket.agency add constraint agency_logo_of_the_house foreign key (agency_id, agency_id, logo_file_id) references docket.file (agency_id, client_id, id);
grant update (logo) on docket.agency to docket_app;
