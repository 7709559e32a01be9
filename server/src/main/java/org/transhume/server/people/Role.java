package org.transhume.server.people;

/** What a person is there for (requirement B2). The names are stable words. */
public enum Role {
  /** Runs the server: every customer, every setting. */
  ADMINISTRATOR,
  /** Works for one customer: all of its domains. */
  TEAM_MEMBER,
  /** Looks after certain domains of one customer. */
  MANAGER,
  /** Has one mailbox and sees what concerns it. */
  OWNER
}
