-- An answer is given again only to who may still hear it (F4).
alter table docket.idempotency add column of_client uuid;
comment on column docket.idempotency.of_client is 'The client that the request named; null: none. Who is no longer on its team is not answered again';
