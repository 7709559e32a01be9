-- The folders at the destination that Transhume made, in their present lives, so that an undo can take
-- away those that are empty again.
create table folder_made (
  transfer_id bigint not null,
  name text not null,
  separator integer not null,
  uid_validity bigint not null,
  primary key (transfer_id, name, uid_validity)
);
