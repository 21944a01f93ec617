-- Filing (G10): where the paper stands.

create table docket.paper_place (
  agency_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  job_id uuid not null,
  room text not null check (length(room) between 1 and 100),
  shelf text not null default '' check (length(shelf) <= 100),
  box text not null default '' check (length(box) <= 100),
  placed_by uuid not null,
  placed_at timestamptz not null,
  left_at timestamptz,
  primary key (agency_id, client_id, id),
  foreign key (agency_id, client_id, job_id) references docket.job (agency_id, client_id, id)
);
comment on table docket.paper_place is 'Room, shelf and box of a job''s paper file; left_at is set when it moves on';
create unique index paper_place_now on docket.paper_place (agency_id, client_id, job_id) where left_at is null;
call docket.wall('paper_place', 'left_at', 'left_at is null');
