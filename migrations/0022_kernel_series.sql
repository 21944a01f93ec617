-- A counter is named for the beginning of its numbers, so that whoever checks them needs no list beside it; and an
-- agency's own invoice series is none of the house's.

update docket.counter set series = case series when 'job' then 'J' when 'minutes' then 'M' else replace(series, 'invoice:', '') end;
comment on column docket.counter.series is 'What stands before the period in its numbers: J-2026-0001 is the first of series J in 2026';
alter table docket.agency add constraint agency_series_of_its_own check (invoice_series not in ('J', 'M', 'PR', 'RC', 'CN'));
