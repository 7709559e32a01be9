-- Times are milliseconds since 1970 in UTC; ids are made by the program. The same text runs on SQLite and PostgreSQL.

create table customer (
  id text primary key,
  name text not null unique,
  created bigint not null
);

-- role: ADMINISTRATOR (no customer), TEAM_MEMBER, MANAGER (of managed_domain), OWNER (of the mailbox that is the login).
create table person (
  id text primary key,
  customer_id text references customer (id),
  login text not null unique,
  name text not null,
  role text not null,
  language text not null,
  password text not null,
  created bigint not null
);

create index person_of_customer on person (customer_id);

create table managed_domain (
  person_id text not null references person (id) on delete cascade,
  domain text not null,
  primary key (person_id, domain)
);
