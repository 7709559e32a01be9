package org.transhume.server.people;

import java.time.Instant;

/** Whom the domains and their people belong to. */
public record Customer(String id, String name, Instant created) {}
