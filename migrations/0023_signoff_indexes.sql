-- What pages ask of signoff by job, document and request.

create index document_by_job on docket.document (agency_id, client_id, job_id) where job_id is not null;
create index signature_request_by_document on docket.signature_request (agency_id, client_id, document_id, created_at);
create index signature_by_request on docket.signature (agency_id, client_id, request_id);
