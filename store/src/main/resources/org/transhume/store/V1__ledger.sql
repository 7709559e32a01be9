-- The ledger of one destination account. Text that PostgreSQL takes as well: numbers are made by the
-- application, instants are milliseconds since 1970, names and words are text as StoredText writes it.

-- One row about the file itself.
create table ledger_file (
  one integer primary key check (one = 1),
  destination_endpoint text not null,
  destination_login text not null,
  -- The way content digests are made (ContentDigest.VERSION).
  digest_version integer not null,
  -- Raised each time the file is opened for writing; whoever has a smaller one may write nothing more.
  fencing bigint not null,
  -- The largest number a pair, an intent or a set of flags ever had: none is used again.
  highest_number bigint not null
);

create table transfer (
  id bigint primary key,
  source_endpoint text not null,
  source_login text not null,
  unique (source_endpoint, source_login)
);

create table pass (
  transfer_id bigint not null,
  number bigint not null,
  began bigint not null,
  ended bigint,
  verdict text not null,
  copied bigint not null,
  bytes bigint not null,
  primary key (transfer_id, number)
);

-- Two folders in their present lives. The separator is a UTF-16 code unit, 0 where there is none.
-- From selection on: the snapshot, null until a pass was whole; seen_uid_next null where not told.
create table pair (
  id bigint primary key,
  transfer_id bigint not null,
  source_name text not null,
  source_separator integer not null,
  source_uid_validity bigint not null,
  destination_name text not null,
  destination_separator integer not null,
  destination_uid_validity bigint not null,
  selection text,
  source_seen_uid_validity bigint,
  source_seen_uid_next bigint,
  source_seen_messages bigint,
  source_seen_mod_seq bigint,
  destination_seen_uid_validity bigint,
  destination_seen_uid_next bigint,
  destination_seen_messages bigint,
  destination_seen_mod_seq bigint
);

create index pair_by_destination on pair (destination_name, destination_uid_validity);

-- What is known of source UIDs, one number a kind (Column.code). Ranges of a pair and a kind never
-- overlap, and two that touch have different values.
create table uid_range (
  pair_id bigint not null,
  kind integer not null,
  first_uid bigint not null,
  last_uid bigint not null,
  value bigint not null,
  primary key (pair_id, kind, first_uid)
);

-- What passed, for the source UIDs from 512 * block to 512 * block + 511 (ContentBlock).
create table content_block (
  pair_id bigint not null,
  block bigint not null,
  entries bytea not null,
  primary key (pair_id, block)
);

-- What is owed: messages is a sequence-set of source UIDs.
create table intent (
  id bigint primary key,
  pair_id bigint not null,
  state text not null,
  messages text not null,
  lower_bound bigint not null,
  since bigint not null
);

create index intent_by_pair on intent (pair_id);

create table note (
  pair_id bigint not null,
  uid bigint not null,
  code text not null,
  words text not null,
  primary key (pair_id, uid)
);

-- Sets of flags, so that ranges can name them by number.
create table flag_set (
  number bigint primary key,
  flags text not null
);
