-- One request of a job waits at a time, whoever writes it (L5); and what a receipt was spent on.

create unique index payment_request_open on docket.payment_request (agency_id, client_id, job_id) where state = 'open';
create index allocation_by_receipt on docket.allocation (agency_id, client_id, receipt_id) where receipt_id is not null;
-- Nothing asks for allocations by their day.
drop index docket.allocation_by_day;
